"""Networks and what follows from them."""

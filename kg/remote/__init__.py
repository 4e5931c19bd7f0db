"""A build in a SPARQL store elsewhere: brought there by the Graph Store Protocol, and asked there (docs/stores.md)."""

"""Full text over a build: an index in SQLite, made when it is first needed, and what is asked of it."""

"""A build, served: a SPARQL endpoint, the site's pages with their data, and search. It reads only.

Queries run in processes of their own, which are stopped when they take too long; nothing here writes, and nothing
asks another machine. Needs the extra `serve`.
"""

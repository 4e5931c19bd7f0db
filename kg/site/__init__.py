"""The site of a build: pages that open from disk, made from its tables and texts."""

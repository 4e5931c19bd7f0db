"""Exports for the tools that people have: each format a module, all of them in one list (`catalogue.FORMATS`)."""

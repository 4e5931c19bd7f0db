"""Two builds compared as facts: what is new, what is gone, and what is said differently."""

from kg.diff.build import Build, open_build
from kg.diff.compare import Change, Kind, compare

__all__ = ["Build", "Change", "Kind", "compare", "open_build"]

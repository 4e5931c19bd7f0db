"""From documents about public inspection to a knowledge graph whose every fact shows its words.

    >>> import kg
    >>> graph = kg.open("output")                                        # doctest: +SKIP
    >>> graph.query("SELECT ?body ?grade { ?j insp:body ?body ; insp:grade ?grade }")   # doctest: +SKIP

Importing the package costs nothing: what a call needs is loaded when it is made.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Answer, Explanation, Graph, Row

__all__ = ["Answer", "Explanation", "Graph", "Row", "__version__", "open"]

# A quote may be longer than a cell that the module reads by default. Its limit holds for the whole process: set once, it
# never decides by what was read before whether a file can be read. Files of others have bounds of their own.
csv.field_size_limit(2**31 - 1)


def open(build: str | Path = "output") -> Graph:  # noqa: A001 - `kg.open` is how it reads
    """Opens a build for reading. Raises BuildNotFound when the folder holds none."""
    from kg.api import Graph

    return Graph(Path(build))


def __getattr__(name: str) -> Any:
    """The public classes and the version, loaded when they are asked for (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("inspection-kg")
        except PackageNotFoundError:
            return "0+unknown"
    if name in __all__:
        from kg import api

        return getattr(api, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")

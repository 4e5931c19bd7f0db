"""Everything that can go wrong, as one tree.

KgError                  say what, where and what to do; the command line prints it and exits
├── UsageError           wrong use: an option, a path, a name that is not known   (exit code 2)
├── DataError            the data has a problem                                   (exit code 1)
│   ├── UnreadableDocument   one input file cannot be read; becomes a row of problems.csv
│   ├── BuildNotFound        the folder holds no build
│   ├── QueryError           a SPARQL query that cannot be parsed or run
│   └── StoreError           a SPARQL store elsewhere cannot be reached, or does not do what it is asked
└── MissingExtra         an optional package is not installed                     (exit code 2)
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors that are meant for the person who uses the project."""

    exit_code = 1


class UsageError(KgError):
    """The call is wrong: an unknown option, a path that does not exist, a folder that is not ours."""

    exit_code = 2


class MissingExtra(KgError):
    """An optional dependency is not installed; the message names the extra."""

    exit_code = 2


class DataError(KgError):
    """The data that was given has a problem."""


class UnreadableDocument(DataError):
    """One input file cannot be read. `what` says why, `what_to_do` what its owner can do about it."""

    def __init__(self, what: str, what_to_do: str) -> None:
        super().__init__(f"{what}: {what_to_do}")
        self.what = what
        self.what_to_do = what_to_do

    def __reduce__(self) -> tuple[type[UnreadableDocument], tuple[str, str]]:
        return type(self), (self.what, self.what_to_do)


class BuildNotFound(DataError):
    """A folder was given as a build and is none."""


class QueryError(DataError):
    """A SPARQL query could not be parsed or run."""


class StoreError(DataError):
    """A SPARQL store elsewhere could not be reached, refused what it was asked, or does not hold what it should. `what` says
    so without its address."""

    def __init__(self, what: str, where: str = "") -> None:
        super().__init__(f"{where}: {what}" if where else what)
        self.what = what

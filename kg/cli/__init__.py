"""The command line: parse, call one function, print. Results go to stdout, everything else to stderr.

Exit codes: 0 done, 1 the data has a problem, 2 wrong use, 130 interrupted.
"""

from kg.cli.app import main

__all__ = ["main"]

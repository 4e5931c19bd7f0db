"""SPARQL over a build: one query in, typed rows out.

The default graph is the union of all graphs; `GRAPH ?g { … }` reaches each document's own. Queries read only,
and ask no other server: updates and SERVICE are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.names import ALL_PREFIXES
from kg.graph.nquads import XSD
from kg.graph.store import Readable

QUERY_PREFIXES = ALL_PREFIXES
"""What a query need not declare."""


class Iri(str):
    """An IRI in a result, so that it can be told from words."""

    __slots__ = ()


Value = None | str | Iri | int | Decimal | float | date | bool


@dataclass(frozen=True, slots=True)
class Rows:
    """What a SELECT gives. `terms` are the same rows as pyoxigraph's own terms (None where unbound)."""

    columns: tuple[str, ...]
    terms: tuple[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...], ...]

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return (tuple(map(python_value, row)) for row in self.terms)


@dataclass(frozen=True, slots=True)
class Triples:
    """What a CONSTRUCT or DESCRIBE gives, sorted, each once."""

    triples: tuple[ox.Triple, ...]

    def __len__(self) -> int:
        return len(self.triples)

    def __iter__(self) -> Iterator[tuple[Value, Value, Value]]:
        return ((python_value(t.subject), python_value(t.predicate), python_value(t.object)) for t in self.triples)


def run_query(store: Readable, text: str) -> Rows | Triples | bool:
    """Run a SELECT, ASK, CONSTRUCT or DESCRIBE. The project's prefixes need not be declared.

    Raises QueryError: not valid SPARQL (with the place), an update, SERVICE, or an error while it ran.
    """
    refuse(text)
    try:
        found = store.query(text, prefixes=QUERY_PREFIXES)
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        if not isinstance(found, ox.QuerySolutions):
            return Triples(tuple(sorted(set(found), key=str)))
        names = tuple(variable.value for variable in found.variables)
        return Rows(names, tuple(tuple(row[name] for name in names) for row in found))
    except SyntaxError as error:
        raise QueryError(f"not a valid SPARQL query: {brief(error)}") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query could not be run: {brief(error)}") from error


_TOKENS = re.compile(
    r"""
    (?P<skip> \#[^\n\r]*                                     # comment
      | <[^<>"{}|^`\\\x00-\x20]*>                            # IRI
      | \"\"\"(?:[^\\]|\\.)*?\"\"\" | '''(?:[^\\]|\\.)*?'''    # long strings
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'          # strings
      | [?$@][\w\-]+                                         # variable, language tag
      | (?:[\w.\-]*):(?:[\w.:\-%]|\\.)*                      # prefixed name, blank node
    )
    | (?P<word> [A-Za-z_]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)
# Longer words count too: "trueSERVICE" is two tokens to a grammar that needs no space between them.
_REFUSED = re.compile("SERVICE", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})


def refuse(text: str) -> None:
    """Refuse SERVICE and updates. Reads the tokens: strings, names and comments may hold the words.

    Engines differ on whether an escaped character (\\u0053) counts before or after tokens are made:
    both are tried.
    """
    for form in (text, _ESCAPE.sub(lambda m: _character(m.group(1) or m.group(2)), text)):
        for token in _TOKENS.finditer(form):
            word = token["word"] or ""
            if _REFUSED.search(word):
                raise QueryError("SERVICE is refused: a query reads this build and asks no other server")
            if word.upper() in _UPDATES:
                raise QueryError(f"{word.upper()} is refused: a build is only read")


_PREFIXED = re.compile(r"([\w.\-]*):")


def declared(text: str) -> str:
    """A query with the project's prefixes that it uses, and does not declare itself, declared in front of its first line,
    for engines that know none of them."""
    used: set[str] = set()
    own: set[str] = set()
    before = ""
    for token in _TOKENS.finditer(text):
        found = _PREFIXED.match(token["skip"] or "")
        if found:
            (own if before == "PREFIX" else used).add(found[1])
        before = (token["word"] or "").upper()
    names = sorted((used - own) & ALL_PREFIXES.keys())
    return "".join(f"PREFIX {name}: <{ALL_PREFIXES[name]}> " for name in names) + text


def words_in(text: str) -> frozenset[str]:
    """The words of a query that are keywords or functions, in capitals."""
    return frozenset(token["word"].upper() for token in _TOKENS.finditer(text) if token["word"])


def _character(code: str) -> str:
    number = int(code, 16)
    return chr(number) if number <= 0x10FFFF else "\ufffd"


def brief(error: Exception) -> str:
    """An engine's message without the long list of what it would have accepted."""
    return str(error).partition(" expected one of ")[0].strip().rstrip(":") or str(error)


def python_value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value:
    """A term as a Python value: IRIs as `Iri`, numbers, days and booleans typed, all else as text."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return _literal(term.value, term.datatype.value.removeprefix(XSD))
    return Iri(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _literal(value: str, datatype: str) -> Value:
    try:
        match datatype:
            case "integer" | "int" | "long" | "nonNegativeInteger" | "positiveInteger":
                return int(value)
            case "decimal":
                return Decimal(value)
            case "double" | "float":
                return float(value)
            case "boolean":
                return value in ("true", "1")
            case "date":
                return date.fromisoformat(value)
            case _:
                return value
    except (ValueError, InvalidOperation):
        return value


def columns_of(result: Rows | Triples | bool) -> Sequence[str]:
    """The names of a result's columns."""
    if isinstance(result, Rows):
        return result.columns
    return ("subject", "predicate", "object") if isinstance(result, Triples) else ("answer",)

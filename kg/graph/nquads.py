"""RDF terms and N-Quads lines as text: building quads as objects is what would cost a build its time.

What is written here is what Oxigraph writes (canonical N-Quads), so that a line read back and written again
is the same line; a property test holds that. A term is a string ready for a line: `<…>` or `"…"^^<…>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date as calendar_date
from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import NamedNode

XSD = "http://www.w3.org/2001/XMLSchema#"

# Anything that no XML document may hold (control characters, lone surrogates, U+FFFE and U+FFFF).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x7f": "\\u007F"}  # the backslash first
_UNESCAPES = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r'\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|([tnrbf"\\]))')
_IRI_SAFE = "-._~:/?#@!$&'()*+,;=%"
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PLAIN_IRI = re.compile(r"[A-Za-z0-9\-._~:/?@!$&'()*+,;=]+(?:#[A-Za-z0-9\-._~:/?@!$&'()*+,;=]*)?")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_DATATYPE_OF_DATE = {4: f"{XSD}gYear", 7: f"{XSD}gYearMonth", 10: f"{XSD}date"}


def clean(value: str) -> str:
    """The text with each character that XML forbids replaced by U+FFFD; the length stays."""
    return _NOT_XML.sub("\ufffd", value)


def escaped(value: str) -> str:
    """The text as it stands between the quote marks of an N-Quads literal."""
    if not value.isprintable():  # what is printable, XML allows
        value = clean(value)
    for character, written in _ESCAPES.items():
        if character in value:
            value = value.replace(character, written)
    return value


@lru_cache(maxsize=65_536)
def iri(value: str) -> str:
    """An absolute IRI as a term; characters that an IRI must not hold are percent-encoded."""
    if _PLAIN_IRI.fullmatch(value):
        return f"<{value}>"
    head, mark, tail = _BAD_PERCENT.sub("%25", clean(value)).partition("#")
    return f"<{quote(head, safe=_IRI_SAFE)}{mark}{quote(tail, safe=_IRI_SAFE.replace('#', ''))}>"


def address(value: str) -> str:
    """A web address as an IRI term; plain text where it is none."""
    if re.match(r"(?i)https?://", value):
        term = iri(value.strip())
        try:
            NamedNode(term[1:-1])
        except ValueError:
            return text(value)
        return term
    return text(value)


def text(value: str) -> str:
    """A plain string literal."""
    return f'"{escaped(value)}"'


def typed(value: str, datatype: str) -> str:
    """A literal of a datatype that is given by its IRI. `value` must be in the datatype's canonical form."""
    return f'"{escaped(value)}"^^<{datatype}>'


@lru_cache(maxsize=4_096)
def integer(value: int) -> str:
    """An xsd:integer."""
    return f'"{value}"^^<{XSD}integer>'


@lru_cache(maxsize=4_096)
def decimal(value: float) -> str:
    """An xsd:decimal with at most four places, in canonical form ("0.9", "1")."""
    return f'"{f"{value:.4f}".rstrip("0").rstrip(".")}"^^<{XSD}decimal>'


def boolean(value: bool) -> str:
    """An xsd:boolean."""
    return f'"{"true" if value else "false"}"^^<{XSD}boolean>'


def date(iso: str) -> str:
    """An ISO date as xsd:date, xsd:gYearMonth or xsd:gYear; plain text where it is no date."""
    return typed(iso, _DATATYPE_OF_DATE[len(iso)]) if is_date(iso) else text(iso)


def is_date(iso: str) -> bool:
    """Whether this is a day, month or year of the calendar in ISO form."""
    if not _DATE.fullmatch(iso):
        return False
    try:
        calendar_date.fromisoformat(f"{iso}-01-01"[:10])
    except ValueError:
        return False
    return True


def joined(triples: Iterable[str], graph: str = "") -> bytes:
    """Triples ("s p o") as N-Triples lines, or as N-Quads lines of the graph with this term: sorted, each once, UTF-8."""
    end = f" {graph} .\n" if graph else " .\n"
    lines = end.join(sorted(dict.fromkeys(triples)))  # they come nearly sorted, which a set would lose
    return f"{lines}{end}".encode() if lines else b""


def described(subjects: Mapping[str, Iterable[str]]) -> bytes:
    """What is said of each subject ("predicate object") as N-Triples lines: sorted, each once, UTF-8. (No term begins
    another, so that lines are in order where subjects are, and what is said of each.)"""
    lines = []
    for subject in sorted(subjects):
        between = f" .\n{subject} "
        lines.append(f"{subject} {between.join(sorted(set(subjects[subject])))} .\n")
    return "".join(lines).encode()


def named(triples: bytes, graph: str) -> bytes:
    """N-Triples lines as N-Quads lines of the graph with this IRI. (No literal holds what is replaced: line ends in
    literals are escaped.)"""
    return triples.replace(b" .\n", f" <{graph}> .\n".encode())


def indexed(data: bytes, without: Iterable[str] = ()) -> dict[str, dict[str, list[str]]]:
    """Subject → predicate → objects of N-Triples or N-Quads lines as they are written here, `without` some predicates:
    IRIs without their brackets, literals as their words alone. Much faster than making terms; no parser for what others
    write."""
    about: dict[str, dict[str, list[str]]] = {}
    found: dict[str, list[str]] = {}
    before = ""
    names = dict.fromkeys((f"<{name}>" for name in without), "")
    for line in data.decode().removesuffix("\n").split("\n") if data else ():
        subject, predicate, value = line.split(" ", 2)
        name = names.get(predicate)
        if name is None:
            name = names[predicate] = predicate[1:-1]
        if not name:
            continue
        if subject != before:  # a subject's lines mostly stand together
            before, found = subject, about.setdefault(subject[1:-1], {})
        if value[0] == "<":
            value = value[1 : value.index(">")]
        else:
            value = value[1 : value.rindex('"')]
            if "\\" in value:
                value = _ESCAPE.sub(_unescaped, value)
        if name in found:
            found[name].append(value)
        else:
            found[name] = [value]
    return about


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _UNESCAPES[match[3]]


def union_lines(chunks: Iterable[bytes]) -> bytes:
    """The union of all graphs: sorted N-Triples lines, each once. Every line given must name its graph."""
    union = {line[: line.rfind(b" <")] + b" ." for chunk in chunks for line in chunk.splitlines() if line}
    return b"".join(line + b"\n" for line in sorted(union))

"""SPARQL 1.1 Protocol, queries only (https://www.w3.org/TR/sparql11-protocol/): a request → a job, or why it is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from kg.serve.reply import Job, Reply, problem

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
FIELDS = 200
"""Parameters that a request may have."""
_DATASET = {"default-graph-uri": "default", "named-graph-uri": "named"}
_READ_ONLY = "this endpoint answers queries; it takes no updates"


class Refused(Exception):
    """A request that is none of the protocol. `reply` says why."""

    def __init__(self, status: int, text: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(text)
        self.reply: Reply = problem(status, text, headers)


@dataclass(slots=True)
class Asked:
    """A request's query and data set; "" for no query. `form`: the format that its address names."""

    query: str = ""
    form: str = ""
    default: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)

    def job(self, accept: str) -> Job:
        """What a worker is asked."""
        return {
            "kind": "query",
            "query": self.query,
            "default": self.default,
            "named": self.named,
            "format": self.form,
            "accept": accept,
        }


def asked(method: str, address: bytes, media: str, body: bytes) -> Asked:
    """Read a request: its method, the query part of its address, its Content-Type and its body.

    Raises Refused: 400 for what cannot be read, 405 for another method, 415 for another type of body.
    """
    if method in ("GET", "HEAD"):
        return _from_pairs(pairs_of(address))
    if method != "POST":
        raise Refused(405, "send a query with GET or POST", {"Allow": ", ".join(METHODS)})
    kind, charset = _content_type(media)
    if kind == FORM:
        found = _from_pairs([*pairs_of(address), *pairs_of(body)])
        if not found.query:
            raise Refused(400, "the body has no parameter query")
        return found
    if kind != DIRECT:
        said = _READ_ONLY if kind == "application/sparql-update" else f"a query is sent as {FORM} or as {DIRECT}"
        raise Refused(415, said, {"Accept": f"{FORM}, {DIRECT}"})
    if charset not in ("", "utf-8", "utf8"):
        raise Refused(415, "a query is sent in UTF-8")
    found = _from_pairs(pairs_of(address))
    if found.query:
        raise Refused(400, "two queries: one in the address and one in the body")
    found.query = _decoded(body)
    if not found.query.strip():
        raise Refused(400, "the body is empty: it has no query")
    return found


def _content_type(header: str) -> tuple[str, str]:
    """(media type, charset), in small letters."""
    kind, *parameters = (part.strip().lower() for part in header.split(";"))
    charset = next((part[8:].strip('"') for part in parameters if part.startswith("charset=")), "")
    return kind, charset


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, f"not in UTF-8: byte {error.start + 1} of the query cannot be read") from error


def pairs_of(data: bytes) -> list[tuple[str, str]]:
    """The parameters in an address or a body. Raises Refused where they are not in UTF-8, or too many."""
    try:
        text = data.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
    except UnicodeDecodeError as error:
        raise Refused(400, "the parameters are not in UTF-8, or not percent-encoded") from error
    except ValueError as error:
        raise Refused(400, f"more than {FIELDS} parameters") from error


def _from_pairs(pairs: list[tuple[str, str]]) -> Asked:
    found = Asked()
    queries = [value for name, value in pairs if name == "query"]
    if any(name == "update" for name, _ in pairs):
        raise Refused(400, _READ_ONLY)
    if len(queries) > 1:
        raise Refused(400, f"{len(queries)} parameters query: send one")
    if queries and not queries[0].strip():
        raise Refused(400, "the parameter query is empty")
    found.query = queries[0] if queries else ""
    for name, value in pairs:
        if name in _DATASET:
            getattr(found, _DATASET[name]).append(value)
        elif name == "format":
            found.form = value
    return found

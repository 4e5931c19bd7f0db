"""What a page's head says of it: title, publisher, author, day of publication (Open Graph, Dublin Core,
schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from kg.read.assemble import PageMeta

PUBLISHERS = ("og:site_name", "dcterms.publisher", "dc.publisher")
AUTHORS = ("author", "article:author", "dcterms.creator", "dc.creator", "parsely-author", "sailthru.author")
DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "publication_date",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "date",
)
"""Names of <meta> elements in lower case, the most exact first."""

MAX_JSON = 1_000_000
MAX_NODES = 10_000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def meta_of(tree: Any) -> PageMeta:
    """What the elements of the page's head say, <meta> before JSON-LD. `tree` is an lxml element."""
    said = _meta_elements(tree)
    nodes = list(_json_nodes(tree))
    times = [time.get("datetime") or "" for time in tree.iter("time") if time.get("itemprop") == "datePublished"]
    return PageMeta(
        title=_first(said.get("og:title", ""), _title_element(tree)),
        publisher=_first(*(said.get(name, "") for name in PUBLISHERS), *_names(nodes, "publisher")),
        author=_first(*(_no_address(said.get(name, "")) for name in AUTHORS), *_names(nodes, "author")),
        issued=_first(*map(_day, (*(said.get(name, "") for name in DATES), *_dates(nodes), *times))),
    )


def _first(*values: str) -> str:
    return next((" ".join(value.split()) for value in values if value.strip()), "")


def _title_element(tree: Any) -> str:
    return next(("".join(title.itertext()) for title in tree.iter("title")), "")


def _meta_elements(tree: Any) -> dict[str, str]:
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        said.setdefault(name.strip().casefold(), element.get("content") or "")
    return said


def _json_nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object in the page's JSON-LD, outer ones first; what cannot be parsed is passed over."""
    waiting: list[Any] = []
    for script in tree.iter("script"):
        content = script.text or ""
        if "ld+json" in (script.get("type") or "") and len(content) < MAX_JSON:
            try:
                waiting.append(json.loads(content, strict=False))
            except (ValueError, RecursionError):
                continue
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def _names(nodes: list[dict[str, Any]], key: str) -> Iterator[str]:
    for node in nodes:
        values = node.get(key, ())
        for value in values if isinstance(values, list) else [values]:
            name = value.get("name") if isinstance(value, dict) else value
            if isinstance(name, str):
                yield _no_address(name)


def _dates(nodes: list[dict[str, Any]]) -> Iterator[str]:
    yield from (value for node in nodes if isinstance(value := node.get("datePublished"), str))


def _no_address(value: str) -> str:
    return "" if re.match(r"\s*(?:https?:|www\.|@)", value) else value


def _day(value: str) -> str:
    """The day that an ISO date or time begins with, or ""."""
    found = _DAY.match(value.strip())
    try:
        return date.fromisoformat(found.group()).isoformat() if found else ""
    except ValueError:
        return ""

"""HTML that the server makes, in the frame of the site's pages; and what it adds to those."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader

from kg.site.days import short
from kg.site.site import NAME, NAV

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Sent with everything."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Content security of a page; what is no page gets `NOTHING`."""
NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox"
LIVE = (("Search", "search"), ("Questions", "ask"), ("SPARQL", "query"))
"""Pages that only a server has, in the head of every page."""
DATA = ("csv", "json", "ttl")
_NAV_END, _FOOT = b"</ul></nav>", b'<footer class="end"><div>'


@cache
def _environment() -> Environment:
    loader = ChoiceLoader([PackageLoader("kg.serve"), PackageLoader("kg.site")])
    made = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False)
    made.globals |= {"site": NAME, "nav": NAV, "foot": "", "base_url": ""}
    return made


def render(template: str, page: str, title: str, forms: tuple[str, ...] = (), **values: Any) -> bytes:
    """A page at the address `page` out of a template. All that is no Markup is escaped. `forms`: addresses of its data."""
    up = "../" * page.count("/")
    place = SimpleNamespace(page=page, up=up, short=short)
    text = _environment().get_template(template).render(p=place, title=title, forms=forms, **values)
    return live(text.encode("utf-8", "replace"), up, page)


def live(page: bytes, up: str, here: str = "", data: tuple[str, ...] = ()) -> bytes:
    """A page with links to what only a server has, and to its data. The texts of documents are escaped in it, so that the
    first places found are the frame's own."""
    links = "".join(
        f'<li><a href="{up}{address}"{" aria-current=" + chr(34) + "page" + chr(34) if address == here else ""}>{name}</a></li>\n'
        for name, address in LIVE
    )
    page = page.replace(_NAV_END, links.encode() + _NAV_END, 1)
    if data:
        said = ", ".join(f'<a href="{address}">{address.rpartition(".")[2].upper()}</a>' for address in data)
        page = page.replace(_FOOT, _FOOT + f"<p>Data of this page: {said}</p>\n".encode(), 1)
    return page

"""The interactive picture of a build: one HTML file that opens from disk and asks no network.

pyvis carries the graph, vis-network draws it, the page around it is ours. Everything that documents say goes
into the page as data (JSON in which nothing can end a script) and is shown as text.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from kg.errors import UsageError
from kg.publish.network_layout import SIZES, Lane, lanes, overview
from kg.publish.network_model import OTHERS, Edge, Kind, Network, Node
from kg.publish.network_read import read_network
from kg.publish.network_views import NAMES, VIEWS, Names

READABLE = 300
"""Nodes that a person can read at once: a smaller picture opens with everything in it."""
LANES = 12
"""Lanes that are ever open when a page opens."""
WHOLE = "Inspections as a graph"
MOST = 1_500
"""Nodes that are ever drawn at once."""
_SCRIPTS = ("draw", "state", "panel", "search", "filters", "table", "picture", "main")
_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
# "<" could open a tag or end the script, "&" be read as an entity, and U+2028/9 end a line of a program.
_UNSAFE = {mark: f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def write_network(
    build: Path,
    out: Path,
    base: str = "",
    thing: str | None = None,
    depth: int = 2,
    by: str = "",
    pages: bool = False,
) -> None:
    """Write the page of a build's folder (which holds `store/` and `tables/`) to `out`; see `network_page`."""
    _write(out, network_page(build, base, thing, depth, by, pages))


def network_page(
    build: Path, base: str = "", thing: str | None = None, depth: int = 2, by: str = "", pages: bool = False
) -> str:
    """The page of a build's folder.

    `thing`: show only this and what can be reached from it in `depth` steps: an IRI, its path below the base,
    or a name. `by`: one of `VIEWS`, "" for the whole. `pages`: the site's pages stand beside it, and are linked. The
    same build gives the same bytes. Raises BuildNotFound, UsageError for an unknown thing or view.
    """
    if by and by not in VIEWS:
        raise UsageError(f"there is no view by {by!r}: name one of {', '.join(VIEWS)}")
    network = read_network(build, base)
    view = VIEWS.get(by)
    if view:
        network = view.make(network)
    focus = find_thing(network, thing) if thing else None
    if focus:
        network = network.around(focus.key, depth)
    whole = view.title if view else WHOLE
    title = f"{focus.label}: {whole[0].lower()}{whole[1:]}" if focus else whole
    return render(network, title, focus, view.names if view else NAMES, pages)


def write_views(build: Path, base: str = "", pages: bool = True, out: Path | None = None) -> None:
    """Write graph.html, the whole, and a page for each of `VIEWS` into a build's folder, or into `out`."""
    network = read_network(build, base)
    folder = out or build
    _write(folder / "graph.html", render(network, WHOLE, pages=pages))
    for view in VIEWS.values():
        _write(folder / view.file, render(view.make(network), view.title, names=view.names, pages=pages))


def _write(out: Path, page: str) -> None:
    out.write_bytes(page.encode("utf-8", errors="replace"))


def find_thing(network: Network, name: str) -> Node:
    """The node of that IRI or path below the base, or else of that name (any case; an authority before others).

    Raises UsageError that says which names are near.
    """
    key = next((key for key in network.nodes if "://" in name and name.endswith(f"/{key}")), name)
    if key in network.nodes:
        return network.nodes[key]
    wanted = " ".join(name.split()).casefold()
    by_name: dict[str, Node] = {}
    for kind in (Kind.AUTHORITY, Kind.PERSON, Kind.DOCUMENT, Kind.INSPECTION):
        for node in network.of(kind):
            for called in (node.label, node.title, *(value for what, value in node.facts if what == "File")):
                by_name.setdefault(called.casefold(), node)
    if wanted in by_name:
        return by_name[wanted]
    near = get_close_matches(wanted, by_name, n=3) or [n for n in by_name if wanted and wanted in n][:3]
    hint = f"did you mean {' or '.join(by_name[n].label for n in near)}?" if near else "kg view shows all"
    raise UsageError(f"this build has nothing called {name!r}: {hint}")


def render(network: Network, title: str, focus: Node | None = None, names: Names = NAMES, pages: bool = False) -> str:
    """The page. `focus` is selected when it opens; `names` is what its kinds of things are called; with `pages` a quote
    leads to the page of its document beside this one."""
    from pyvis.network import Network as Pyvis  # takes 0.25 s: it loads IPython

    ids = {key: f"n{number}" for number, key in enumerate(network.nodes)}
    picture = Pyvis(directed=True, cdn_resources="in_line", heading=title, height="100%", width="100%")
    picture.nodes = [_node(node, ids) for node in network.nodes.values()]  # add_edge takes quadratic time
    picture.edges = [_edge(edge, ids) for edge in sorted(network.edges)]
    picture.options = {"physics": {"enabled": False}}
    picture.templateEnv = _environment(picture_library(), _details(network, ids, focus) | _extra(names, pages))
    picture.path = "network.html"
    return str(picture.generate_html())


def picture_library() -> str:
    """vis-network, from the pyvis package; without the comment that makes developer tools look for a map."""
    text = (resources.files("pyvis") / _LIBRARY).read_text(encoding="utf-8")
    return text.partition("//# sourceMappingURL")[0]


def embed(data: object) -> Markup:
    """Data as JSON that can stand in a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for mark, escape in _UNSAFE.items():  # many times as fast as `translate` where a text is not all ASCII
        text = text.replace(mark, escape)
    return Markup(text)  # noqa: S704 - what could end the script is escaped


def _environment(library: str, details: Mapping[str, Any]) -> Environment:
    folder = resources.files("kg.publish") / "static" / "network"
    style = (folder / "network.css").read_text(encoding="utf-8")
    parts = ((folder / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS)
    program = "'use strict';\n(() => {\n" + "\n".join(parts) + "})();\n"
    environment = Environment(loader=PackageLoader("kg.publish"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["embed"] = embed
    environment.globals |= {
        "details": details,
        "style": Markup(style),  # noqa: S704 - a file of ours
        "scripts": [Markup(text) for text in (library, program)],  # noqa: S704 - the package's and ours
        "policy": _policy(library, program),
        "views": [("All", "graph.html", WHOLE), *((view.name, view.file, view.title) for view in VIEWS.values())],
    }
    return environment


def _policy(*scripts: str) -> str:
    """What the page may do: run these scripts, and load nothing from anywhere."""
    hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts)
    allowed = " ".join(f"'sha256-{found}'" for found in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _node(node: Node, ids: Mapping[str, str]) -> dict[str, Any]:
    shown = {"id": ids[node.key], "shape": "custom", "label": node.label, "kind": node.kind.value}
    sub = "" if node.kind in (Kind.JUDGEMENT, Kind.AUTHORITY) else node.sub
    extra = {"sub": sub, "grade": node.grade, "year": node.year, "group": ids.get(node.group, "")}
    return shown | {name: value for name, value in extra.items() if value}


def _edge(edge: Edge, ids: Mapping[str, str]) -> dict[str, Any]:
    found = {"from": ids[edge.source], "to": ids[edge.target], "kind": edge.link.value}
    return found | ({"says": edge.title} if edge.title != edge.link.value else {})


def _details(network: Network, ids: Mapping[str, str], focus: Node | None) -> dict[str, Any]:
    """What the page knows beside nodes and edges: places, facts, quotes."""
    documents = {key: number for number, key in enumerate(network.documents)}
    found = lanes(network)
    closed = overview(network)
    small = len(network.nodes) <= READABLE and len(found) <= LANES
    first = [ids[lane.key] for lane in found if small or (focus and focus.key in {lane.key, *lane.places})]
    return {
        "sizes": {kind.value: size for kind, size in SIZES.items()},
        "most": MOST,
        "grades": [[grade.notation, grade.label, _letters(grade.label), grade.rank or 0] for grade in network.grades],
        "documents": [[title or file, file, ids.get(key, ""), key] for key, (title, file) in network.documents.items()],
        "about": {ids[node.key]: _about(node, documents) for node in network.nodes.values()},
        "lanes": [_lane(lane, ids) for lane in found],
        "overview": {
            "places": {ids[key]: place for key, place in closed.places.items()},
            "headings": closed.headings,
            "width": closed.width,
        },
        "open": first,
        "focus": ids[focus.key] if focus else "",
    }


def _extra(names: Names, pages: bool) -> dict[str, Any]:
    """What the page says of kinds, and whether it may link to other pages."""
    return {"kinds": [[kind.value, *names[kind]] for kind in Kind], "pages": pages}


def _letters(label: str) -> str:
    """Requires improvement → RI: how a grade is told where colours cannot be."""
    return "".join(word[0] for word in label.split()).upper()[:2]


def _about(node: Node, documents: Mapping[str, int]) -> list[Any]:
    quotes = [
        [quote.text, documents.get(quote.document, -1), quote.page, quote.says, quote.start, quote.end]
        for quote in node.quotes
    ]
    key = "" if node.key == OTHERS else node.key
    return [key, node.title if node.title != node.label else "", node.facts, quotes]


def _lane(lane: Lane, ids: Mapping[str, str]) -> dict[str, Any]:
    blocks: Sequence[Any] = [
        [
            ids[block.key],
            round(block.left),
            round(block.width),
            [ids[node.key] for kind in Kind for node in block.parts[kind]],
        ]
        for block in lane.blocks
    ]
    return {
        "key": ids[lane.key],
        "width": round(lane.width),
        "height": round(lane.height),
        "zones": [[kind.value, round(top)] for kind, top in lane.zones],
        "blocks": blocks,
        "places": {ids[key]: [round(x, 1), round(y, 1)] for key, (x, y) in lane.places.items()},
    }

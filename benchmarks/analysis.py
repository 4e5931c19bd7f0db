"""How long each measure takes in a network of 100,000 nodes and 300,000 edges, and the whole analysis of the real documents
against their build.

The large network is made of the networks of the real documents, repeated with other names until it has so many nodes, and of
edges between the repetitions, which as many random pairs of nodes get as the sum asks for (fixed seed); without the real
documents, of the documents that come with the project. Every measure must end within 60 s, or be sampled with its error told.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SHARED = ROOT.parent / "shared"
NODES, EDGES, LIMIT = 100_000, 300_000, 60.0


def repeated(parts, nodes: int = NODES, edges: int = EDGES):  # noqa: ANN001, ANN201 - networkx has no types
    """A signed, weighted graph of so many nodes and edges out of repeated parts. Nodes keep their region."""
    import networkx as nx

    graph, random, copy = nx.Graph(), Random(20), 0  # noqa: S311 - no secret
    while graph.number_of_nodes() < nodes:
        for number, part in enumerate(parts):
            names = {node: f"{copy}/{number}/{node}" for node in part}
            kept = list(part)[: nodes - graph.number_of_nodes()]
            graph.add_nodes_from(
                (names[node], {"label": node, "region": part.nodes[node].get("region", "")}) for node in kept
            )
            held = set(kept)
            sparse = [edge for edge in part.edges(data="weight") if edge[0] in held and edge[1] in held]
            random.shuffle(sparse)
            for one, other, weight in sparse[: 2 * len(kept)]:
                graph.add_edge(names[one], names[other], weight=weight, sign=random.choice((1, 1, -1)))
        copy += 1
    every = list(graph)
    for _ in range(edges - graph.number_of_edges()):
        one, other = random.sample(every, 2)
        while graph.has_edge(one, other):
            one, other = random.sample(every, 2)
        graph.add_edge(one, other, weight=1, sign=random.choice((1, 1, -1)))
    return graph


def timed(name: str, measure: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of a measure by a clock, which are printed with what it found."""
    begin = clock()
    result = measure()
    seconds = clock() - begin
    print(f"  {name:<28} {seconds:7.1f} s  {result}", flush=True)
    return seconds


def large(build: Path) -> bool:
    """Time every measure in the large network; whether all ended in time."""
    import networkx as nx

    from kg.analyse import NETWORKS, Facts, draw
    from kg.analyse.backbone import backbone
    from kg.analyse.balance import balance
    from kg.analyse.central import SAMPLES, betweenness
    from kg.analyse.communities import divide, modularity, stability
    from kg.analyse.mixing import mixing
    from kg.graph.store import open_store

    facts = Facts(open_store(build / "store"))
    parts = [draw(facts, name).graph.to_undirected() for name in NETWORKS]
    graph = repeated([part for part in parts if part.number_of_edges()])
    print(f"{graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} edges")
    division = divide(graph)

    def between() -> str:
        found, error = betweenness(graph)
        top = max(found, key=lambda node: found[node])
        worst = max(error.values())
        return f"{SAMPLES:,} sampled paths; highest {found[top]:.4f}, no node further off than {worst:.4f}"

    measures: dict[str, Callable[[], object]] = {
        "pieces": lambda: nx.number_connected_components(graph),
        "bridges": lambda: sum(1 for _ in nx.bridges(graph)),
        "k-core": lambda: max(nx.core_number(graph).values()),
        "betweenness": between,
        "communities": lambda: len(divide(graph)),
        "modularity": lambda: round(modularity(graph, division), 4),
        "stability over seeds": lambda: round(stability(graph, division), 3),
        "assortativity by region": lambda: mixing(graph, "region"),
        "signed balance": lambda: balance(graph),
        "disparity filter": lambda: backbone(graph).number_of_edges(),
    }
    # By the processor, for they run in this process: on a shared machine the clock tells about the others as well.
    return max(timed(name, measure, time.process_time) for name, measure in measures.items()) < LIMIT


def whole(folder: Path) -> bool:
    """Build, analyse; whether the analysis took less time than the build."""
    from kg.pipeline import build
    from kg.settings import Settings
    from kg.site.analysis_page import write_analysis

    paths = (SHARED / "seeds", SHARED / "corpus") if SHARED.is_dir() else (ROOT / "seeds",)
    building = timed("build", lambda: f"{build(Settings(paths=paths, output=folder)).documents} documents")
    return timed("analysis", lambda: f"{len(write_analysis(folder))} files") < building


def main() -> int:
    """Print a line for each; exit 1 where one took too long."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "output"
        quick = whole(folder)
        return 0 if large(folder) and quick else 1


if __name__ == "__main__":
    raise SystemExit(main())

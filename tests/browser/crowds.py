"""Made-up networks of any size, for tests of the graph's limits and for `benchmarks/graphs.py`."""

from __future__ import annotations

from kg.publish.network_model import Kind, Link, Network, Node, Quote


def crowd(authorities: int, inspections: int, each: int, edges: int = 0) -> Network:
    """A made-up network: authorities with inspections that asked for something; with as many connections as `edges`, by
    recommendations that ask again for what another one had asked for."""
    network = Network(documents={"document/1": ("A report", "a.pdf")})
    asked = []
    for a in range(authorities):
        key = network.authority(f"authority/E{a:08}", f"Somewhere {a}")
        for i in range(inspections):
            visit = network.add(Node(f"inspection/{a}/{i}", Kind.INSPECTION, f"{2000 + i}", "An inspection", group=key))
            visit.order, visit.year = (f"{2000 + i}",), 2000 + i
            network.connect(key, visit.key, Link.INSPECTED, "inspected")
            for n in range(each):
                part = Node(f"recommendation/{a}/{i}/{n}", Kind.RECOMMENDATION, str(n), "Do it", group=visit.key)
                part.order = (n,)
                part.cite([Quote(f"Do it, {n}", "document/1", 1)])
                network.add(part)
                network.connect(visit.key, part.key, Link.ASKED, "asked for")
                asked.append(part.key)
    for step in range(1, len(asked)):
        for at in range(len(asked) - step):
            if len(network.edges) >= edges:
                return network
            network.connect(asked[at], asked[at + step], Link.AGAIN, "asked again")
    return network

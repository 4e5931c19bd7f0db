"""Networks in a build: who and what is central, and which communities there are.

`analyse(build, folder)` writes one report in Markdown and, for each network, its nodes and edges as CSV.
"""

from kg.analyse.measures import Community, Measured, NodeRow, measure
from kg.analyse.networks import NETWORKS, Network
from kg.analyse.report import analyse

__all__ = ["NETWORKS", "Community", "Measured", "Network", "NodeRow", "analyse", "measure"]

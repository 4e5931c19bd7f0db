"""Networks of a build, what is measured in them, and the sentences that answer questions from them.

`analyse(store)` gives an `Analysis`; `kg.site.analysis_page` writes it. `NETWORKS` and `QUESTIONS` are the visible lists.
"""

from kg.analyse.analysis import Analysis, analyse
from kg.analyse.facts import QUERIES, Facts
from kg.analyse.insight import Insight, Section, Table
from kg.analyse.measures import Measured, measure
from kg.analyse.network import Network
from kg.analyse.networks import NETWORKS, draw
from kg.analyse.questions import QUESTIONS

__all__ = [
    "NETWORKS",
    "QUERIES",
    "QUESTIONS",
    "Analysis",
    "Facts",
    "Insight",
    "Measured",
    "Network",
    "Section",
    "Table",
    "analyse",
    "draw",
    "measure",
]

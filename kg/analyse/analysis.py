"""The analysis of a build: its networks measured, and the sentences that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from kg.analyse.facts import Facts
from kg.analyse.insight import Insight, Section
from kg.analyse.measures import Measured, measure
from kg.analyse.network import Network
from kg.analyse.networks import NETWORKS
from kg.analyse.questions import QUESTIONS
from kg.graph.store import Readable


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the analysis of a build found. Iterating gives its insights; a notebook shows the sentences.

    Attributes:
        sections: the questions with their insights.
        networks: name → network and measures.
        facts: what it was read from.
    """

    sections: tuple[Section, ...]
    networks: dict[str, tuple[Network, Measured]]
    facts: Facts

    def __iter__(self) -> Iterator[Insight]:
        return (insight for section in self.sections for insight in section.insights)

    def __len__(self) -> int:
        return sum(len(section.insights) for section in self.sections)

    def __getitem__(self, name: str) -> Insight:
        """An insight by name. Raises KeyError where there is none."""
        for insight in self:
            if insight.name == name:
                return insight
        raise KeyError(name)

    def __repr__(self) -> str:
        return f"<Analysis: {len(self)} sentences on {len(self.sections)} questions, {len(self.networks)} networks>"

    def _repr_html_(self) -> str:
        return "".join(
            f"<h4>{escape(section.question)}</h4><ul>"
            + "".join(f"<li>{escape(one.sentence)} <code>{escape(one.name)}</code></li>" for one in section.insights)
            + "</ul>"
            for section in self.sections
            if section.insights
        )


def analyse(store: Readable, tell: Callable[[int, str], None] = lambda *_: None) -> Analysis:
    """Analyse a build. The same build gives the same analysis. `tell` is told after each network and each question how many
    are done, and of what."""
    facts = Facts(store)
    networks: dict[str, tuple[Network, Measured]] = {}
    for name, draw in NETWORKS.items():
        tell(len(networks), f"network {name}")
        network = draw(facts)
        networks[name] = network, measure(network)
    sections: list[Section] = []
    for question in QUESTIONS:
        tell(len(networks) + len(sections), "questions")
        sections.append(question(facts, networks))
    return Analysis(tuple(sections), networks, facts)

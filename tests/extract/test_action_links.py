"""Actions and the findings that they are said to respond to."""

from __future__ import annotations

import pytest

from kg.extract.action_links import EXAMPLES, answering, responds
from kg.graph.triples import document_graph
from kg.model import OWN, Action, BodyRef, Fact, Finding, Span
from kg.resolve.result import DocumentResolution
from tests.extract.test_statistics import document_of
from tests.resolve.readings import reading

WEAK = "Too few books are lent."
BODY = BodyRef("Exampleshire")


def facts_of(text: str, polarity: str = "area-for-improvement") -> tuple[Fact, ...]:
    start = text.index(WEAK)
    after = start + len(WEAK) + 1
    common = {"confidence": 0.8, "extractor": "test"}
    weak = Finding(
        evidence=(Span(start, start + len(WEAK)),), inspection=OWN, body=BODY, polarity=polarity, text=WEAK, **common
    )
    action = Action(evidence=(Span(after, len(text)),), actor="", text=text[after:], **common)
    return weak, action


def answered(text: str, polarity: str = "area-for-improvement") -> tuple[Span, ...]:
    document, _ = document_of(text)
    (action,) = (one for one in answering(document, facts_of(text, polarity)) if isinstance(one, Action))
    return action.responds_to


@pytest.mark.parametrize(("sentence", "expected"), EXAMPLES)
def test_sentences_that_respond(sentence: str, expected: bool) -> None:
    assert responds(sentence) == expected


def test_an_action_responds_to_the_criticism_before_it() -> None:
    assert answered(f"{WEAK} In response, the library has opened a branch.") == (Span(0, len(WEAK)),)


def test_an_action_does_not_respond_to_praise() -> None:
    assert answered(f"{WEAK} In response, the library has opened a branch.", "strength") == ()


def test_an_action_that_does_not_say_so_responds_to_nothing() -> None:
    assert answered(f"{WEAK} The library has opened a branch.") == ()


def test_the_graph_ties_the_action_to_the_finding() -> None:
    text = f"{WEAK} To address this, the library has opened a branch."
    document, _ = document_of(text)
    one = reading("a" * 16, facts=tuple(answering(document, facts_of(text))))
    resolution = DocumentResolution(
        document="a" * 16, inspections={OWN: "inspection/E1/2020"}, bodies={BODY: "authority/E1"}
    )
    graph = document_graph(one, resolution, "https://example.org/")
    (path,) = (fact.path for fact in graph.facts if fact.kind == "Finding")
    assert f"respondsTo> <https://example.org/{path}>" in graph.quads.decode()

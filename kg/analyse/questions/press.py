"""How does press coverage tilt?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.analyse.chance import sign_test
from kg.analyse.facts import Facts
from kg.analyse.insight import NO_DIFFERENCE, Insight, Section, Table, cells, counted, differs, once, p_text, share

_NEWS = ("local-press", "trade-press", "council-news")


def section(facts: Facts) -> Section:
    """The answers."""
    return Section("press", "How does coverage in the press tilt?", tuple(_tilt(facts)))


_COLUMNS = (
    "document", "genre", "authority", "inspection", "strengths", "findings", "strengths in the report", "findings in it",
)  # fmt: skip


def _verdict(higher: int, lower: int, articles: int) -> str:
    """Whether articles that praise more than the report outnumber those that praise less."""
    p = sign_test(higher, lower)
    least = next(n for n in range(1, 20) if differs(sign_test(n, 0)))
    few = f"; fewer than {least} cannot show one" if articles < least else ""
    return f"{'a tilt' if differs(p) else NO_DIFFERENCE} (sign test, {p_text(p)}{few})"


def _tilt(facts: Facts) -> Iterator[Insight]:
    stated = _stated(facts)
    report = {
        inspection: counts for (document, inspection), counts in stated.items() if facts.reports.get(inspection) == document
    }  # fmt: skip
    news = {key: one for key, one in sorted(stated.items()) if facts.documents[key[0]][1] in _NEWS and key[1] in report}
    writers = {document for document, (_, genre, _) in facts.documents.items() if genre in _NEWS}
    if not writers:
        return
    higher = sum(_strong(counts) > _strong(report[key[1]]) for key, counts in news.items())
    lower = sum(_strong(counts) < _strong(report[key[1]]) for key, counts in news.items())
    all_news, all_reports = Counter[str](), Counter[str]()
    for inspection in sorted({key[1] for key in news}):
        all_reports.update(report[inspection])
    for counts in news.values():
        all_news.update(counts)
    rows = [
        cells(facts.documents[d][0], facts.documents[d][1], facts.name(facts.inspected.get(i, i)), facts.starts.get(i, ""),
              counts["strength"], sum(counts.values()), report[i]["strength"], sum(report[i].values()))
        for (d, i), counts in news.items()
    ]  # fmt: skip
    said = (
        f"Of the findings of articles about an inspection whose report is here, {_share(all_news)} are strengths, against "
        f"{_share(all_reports)} in the reports; {counted(higher, 'article')} praised more than the report, {lower} "
        f"less: {_verdict(higher, lower, len(news))}."
        if news
        else f"None of the {counted(len(writers), 'document')} of the press and of councils finds anything of an inspection "
        "whose own report is here: nothing can be said of a tilt."
    )
    below = [f for f, (one, _) in facts.found.items() if any((d, one) in news for d, _, _ in facts.evidence.get(f, ()))]
    yield Insight(
        "press-tilt", said,
        "Strengths among the findings that each article and the inspection's own report state; intervals by "
        "kg.analyse.chance.wilson; exact two-sided sign test with the article as the unit (kg.analyse.chance.sign_test).",
        ("findings", "evidence", "documents", "reports", "inspections"),
        "Articles say in a few words what reports say in many, and their findings are harder to recognise; which articles were "
        "collected decides the answer.",
        once(below), Table("Articles and the reports that they are about", _COLUMNS, tuple(rows)),
    )  # fmt: skip


def _stated(facts: Facts) -> dict[tuple[str, str], Counter[str]]:
    """(Document, inspection) → how many strengths and areas for improvement it states."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for finding, (inspection, polarity) in facts.found.items():
        for document in sorted({document for document, _, _ in facts.evidence.get(finding, ())}):
            if document in facts.documents:
                found[document, inspection][polarity] += 1
    return dict(found)


def _strong(counts: Counter[str]) -> float:
    return counts["strength"] / sum(counts.values())


def _share(counts: Counter[str]) -> str:
    return share(counts["strength"], sum(counts.values()))

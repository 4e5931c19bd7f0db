"""What the parent process keeps of each document's facts: enough to pool, compare and find conflicts."""

from __future__ import annotations

from typing import NamedTuple


class FactRecord(NamedTuple):
    """One fact as one document states it.

    Attributes:
        path: the fact's path below the base.
        kind: local name of its class.
        document: id of the document that states it.
        work: path of the work that the document is a copy of, "" when there is no copy.
        confidence: from 0 to 1.
        inspection, body: paths, "" where the class has none.
        subject: what the value is about: a judgement's aspect, a statement's property; "" elsewhere.
        value: a judgement's grade or a statement's value, normalised; "" elsewhere.
        covers: the aspects that a judgement speaks for, sorted.
        text, themes: the words of what can be followed up, and how it was (recommendations, findings, statements on
            them), with its themes, sorted; empty elsewhere. A finding's `value` is its polarity, a statement's its outcome.
        years: of a statement, those of the earlier inspections that it names.
    """

    path: str
    kind: str
    document: str
    work: str
    confidence: float
    inspection: str = ""
    body: str = ""
    subject: str = ""
    value: str = ""
    covers: tuple[str, ...] = ()
    text: str = ""
    themes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """What counts as one source: the work where the document is a copy, else the document."""
        return self.work or self.document

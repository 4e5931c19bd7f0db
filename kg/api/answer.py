"""What a SELECT gives: rows of Python values, which can be shown, indexed and made a pandas frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, overload

from kg.errors import MissingExtra
from kg.graph.query import Value

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

SHOWN = 50
"""Rows that a printed answer shows; the rest is counted."""


class Row(tuple[Value, ...]):
    """One row: a tuple whose values are reached by column name as well (`row["grade"]`)."""

    columns: tuple[str, ...]

    def __new__(cls, columns: tuple[str, ...], values: Iterable[Value]) -> Row:
        row = super().__new__(cls, values)
        row.columns = columns
        return row

    def __getitem__(self, key: Any) -> Any:
        if not isinstance(key, str):
            return super().__getitem__(key)
        if key not in self.columns:
            raise KeyError(f"no column {key!r}; there are {', '.join(self.columns)}")
        return super().__getitem__(self.columns.index(key))

    def __reduce__(self) -> tuple[Any, ...]:
        return Row, (self.columns, tuple(self))

    def as_dict(self) -> dict[str, Value]:
        """Values by column."""
        return dict(zip(self.columns, self, strict=True))


class Answer(Sequence[Row]):
    """The rows of an answer, in the order of the query.

    Numbers are int, Decimal or float, whole dates `datetime.date`, partial dates and words str, IRIs `Iri` (a
    str); what is not bound is None. Printing shows the first 50 rows; a notebook shows them as a table.
    """

    def __init__(self, columns: Sequence[str], rows: Iterable[Iterable[Value]]) -> None:
        self.columns = tuple(columns)
        self._rows = tuple(Row(self.columns, row) for row in rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Answer: ...
    def __getitem__(self, index: int | slice) -> Row | Answer:
        if isinstance(index, slice):
            return Answer(self.columns, self._rows[index])
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answer) and (self.columns, self._rows) == (other.columns, other._rows)

    def __hash__(self) -> int:
        return hash((self.columns, self._rows))

    def to_frame(self) -> pd.DataFrame:
        """The answer as a pandas DataFrame. Raises MissingExtra when pandas is not installed."""
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingExtra("pandas is not installed: pip install 'inspection-kg[pandas]'") from error
        return pd.DataFrame([tuple(row) for row in self._rows], columns=list(self.columns))

    def __str__(self) -> str:
        from io import StringIO

        from rich.console import Console

        out = StringIO()
        Console(file=out, width=160, highlight=False, markup=False, emoji=False).print(self)
        return out.getvalue() + self._left_out()

    def _left_out(self) -> str:
        """The rows that a printed answer does not show, counted."""
        return f"{len(self)} rows" if len(self) <= SHOWN else f"and {len(self) - SHOWN} more rows"

    def __repr__(self) -> str:
        return f"<Answer: {len(self)} rows of {', '.join(self.columns)}>"

    def __rich__(self) -> Table:
        from rich.table import Table
        from rich.text import Text

        table = Table()
        for column in self.columns:
            table.add_column(Text(column), overflow="fold")
        for row in self._rows[:SHOWN]:
            table.add_row(*(Text("" if value is None else str(value)) for value in row))
        return table

    def _repr_html_(self) -> str:
        """A table for notebooks; values come from documents and are escaped."""
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{'' if value is None else escape(str(value))}</td>" for value in row) + "</tr>"
            for row in self._rows[:SHOWN]
        )
        more = f"<p>{self._left_out()}</p>"
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"

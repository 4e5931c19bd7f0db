"""Rows as CSV come back as they were."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from kg.csv_text import csv_text

ROWS = st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))


@given(ROWS)
def test_rows_come_back_as_they_were(rows: list[list[str]]) -> None:
    assert list(csv.reader(io.StringIO(csv_text(rows), newline=""))) == rows


def test_every_line_ends_in_cr_lf() -> None:
    assert csv_text([["a", "b"], [1, 'say "x"\n']]) == 'a,b\r\n1,"say ""x""\n"\r\n'

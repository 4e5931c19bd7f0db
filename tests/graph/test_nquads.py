"""Terms and lines: whatever text comes in, a standard parser reads the same text back."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.nquads import (
    address,
    boolean,
    clean,
    date,
    decimal,
    described,
    indexed,
    integer,
    iri,
    is_date,
    joined,
    text,
    union_lines,
)

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
GRAPH = "<https://example.org/g>"


def parsed(term: str) -> list[ox.Quad]:
    line = f"<https://example.org/s> <https://example.org/p> {term} {GRAPH} .\n"
    return list(ox.parse(line.encode(), format=ox.RdfFormat.N_QUADS))


@given(ANY_TEXT)
def test_a_literal_is_read_back_as_it_was(value: str) -> None:
    (quad,) = parsed(text(value))
    assert quad.object.value == clean(value)


@given(ANY_TEXT)
def test_cleaning_keeps_the_length_and_every_character_that_xml_allows(value: str) -> None:
    cleaned = clean(value)
    assert len(cleaned) == len(value)
    assert all(c == d or d == "\ufffd" for c, d in zip(value, cleaned, strict=True))
    cleaned.encode()


@pytest.mark.parametrize("bad", ["\x00", "\x08", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff"])
def test_what_xml_forbids_is_replaced(bad: str) -> None:
    assert clean(f"a{bad}b") == "a\ufffdb"


@given(ANY_TEXT)
def test_a_line_is_what_oxigraph_writes(value: str) -> None:
    line = f"<https://example.org/s> <https://example.org/p> {text(value)} {GRAPH} .\n".encode()
    quads = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    assert ox.serialize(quads, format=ox.RdfFormat.N_QUADS) == line


@given(ANY_TEXT)
def test_any_path_makes_an_iri_that_parses(value: str) -> None:
    term = iri(f"https://example.org/{value}")
    (quad,) = parsed(term)
    assert str(quad.object) == term


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_names_that_differ_keep_two_iris(one: str, other: str) -> None:
    same = clean(one) == clean(other)
    base = "https://example.org/"
    # "%41" and "A" are two IRIs; only a lone "%" is escaped, and that may meet "%25".
    if "%" not in one + other and "#" not in one + other:
        assert (iri(base + one) == iri(base + other)) == same


@given(st.lists(ANY_TEXT, max_size=5))
def test_the_quick_reader_agrees_with_the_parser(values: list[str]) -> None:
    data = joined((f"<https://example.org/s> <https://example.org/p> {text(v)}" for v in values), GRAPH)
    expected = [q.object.value for q in ox.parse(data, format=ox.RdfFormat.N_QUADS)]
    assert indexed(data) == ({"https://example.org/s": {"https://example.org/p": expected}} if values else {})


def test_the_quick_reader_takes_every_kind_of_term() -> None:
    terms = [integer(4), boolean(True), date("2017-05"), '"x"@en', "<https://example.org/o>", '"\\u007F"']
    lines = [f"<https://example.org/s> <https://example.org/p> {term} ." for term in terms]
    data = "".join(f"{line}\n" for line in lines).encode()
    expected = ["4", "true", "2017-05", "x", "https://example.org/o", "\x7f"]
    assert indexed(data) == {"https://example.org/s": {"https://example.org/p": expected}}


def test_the_quick_reader_leaves_out_predicates_and_who_has_no_other() -> None:
    data = b'<e:a> <e:p> "1" .\n<e:a> <e:q> "2" .\n<e:b> <e:p> "3" .\n'
    assert indexed(data, without=["e:p"]) == {"e:a": {"e:q": ["2"]}}
    assert indexed(b"") == {}


@given(st.lists(st.tuples(st.sampled_from(["a", "aa", "a/b", "a-b"]), ANY_TEXT), max_size=8))
def test_lines_by_subject_are_the_sorted_lines(values: list[tuple[str, str]]) -> None:
    said: dict[str, list[str]] = {}
    for path, value in values:
        said.setdefault(iri(f"https://example.org/{path}"), []).append(f"<https://example.org/p> {text(value)}")
    assert described(said) == joined(f"{subject} {each}" for subject, several in said.items() for each in several)


@given(st.floats(0, 1))
def test_a_decimal_is_canonical(value: float) -> None:
    store = ox.Store()
    store.load(f"<https://e.org/s> <https://e.org/p> {decimal(value)} .".encode(), ox.RdfFormat.N_TRIPLES)
    assert str(next(iter(store)).object) == decimal(value)


@pytest.mark.parametrize(("iso", "datatype"), [("2017", "gYear"), ("2017-05", "gYearMonth"), ("2017-05-02", "date")])
def test_a_date_has_the_datatype_of_its_precision(iso: str, datatype: str) -> None:
    assert date(iso) == f'"{iso}"^^<http://www.w3.org/2001/XMLSchema#{datatype}>'


@pytest.mark.parametrize("value", ["", "2017-13", "2017-02-30", "17-02-03", "last week", "٢٠١٧", "2017-05-02 "])
def test_what_is_no_date_stays_text(value: str) -> None:
    assert not is_date(value)
    assert date(value) == text(value)


@pytest.mark.parametrize("value", ["https://a b/", "http://x:port/", "see the web", "javascript:alert(1)", "http://"])
def test_an_address_that_is_none_never_breaks_a_line(value: str) -> None:
    (quad,) = parsed(address(value))
    assert isinstance(quad.object, ox.Literal) or quad.object.value.startswith("http")


def test_an_address_is_an_iri() -> None:
    assert address("https://example.org/a b?c=[1]#d") == "<https://example.org/a%20b?c=%5B1%5D#d>"


def test_lines_are_sorted_and_single() -> None:
    assert joined(["b", "a", "b"], "<g>") == b"a <g> .\nb <g> .\n"
    assert joined([], "<g>") == b""


def test_the_union_has_a_triple_of_two_graphs_once() -> None:
    one = b'<https://e.org/s> <https://e.org/p> "a <b> c" <https://e.org/g> .\n'
    assert union_lines([one, one.replace(b"/g>", b"/h>")]) == (b'<https://e.org/s> <https://e.org/p> "a <b> c" .\n')

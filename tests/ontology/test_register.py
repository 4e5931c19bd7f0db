"""The register of authorities: complete, consistent, with the facts of the table that it was made from."""

from __future__ import annotations

import csv
import re
import runpy
from pathlib import Path

import pytest

from kg.settings import ontology_dir
from kg.vocabulary import Authority, lexicon

TABLE = Path(__file__).resolve().parents[3] / "shared" / "data" / "authorities.csv"
AUTHORITIES = list(lexicon().authorities.values())


def lines() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as rows:
        return [row for row in csv.DictReader(rows) if row["gss"]]


@pytest.mark.real
def test_every_row_with_a_code_is_in_the_register_with_the_same_facts() -> None:
    assert len(lines()) > 150
    for row in lines():
        found = lexicon().authorities[row["gss"]]
        facts = (found.name, found.la_code, found.urn, found.region)
        assert facts == (row["name"], row["la_code"], row["ofsted_urn"], row["region"])
        assert found.type == row["type"] or not row["type"]


@pytest.mark.real
def test_the_register_is_what_its_script_makes_of_the_table() -> None:
    script = runpy.run_path(str(ontology_dir().parent / "scripts" / "make_register.py"))
    made = script["turtle"](script["rows"](TABLE))
    file = ontology_dir() / "ofsted" / "register" / "authorities.ttl"
    assert file.read_text(encoding="utf-8") == made


@pytest.mark.real
def test_every_row_has_the_same_statistical_neighbours() -> None:
    """The table names two areas by codes that were replaced; the register links to the areas themselves."""
    for row in lines():
        meant = [lexicon().authority(code) for code in row["statistical_neighbours"].split()]
        assert all(meant)
        assert {a.gss for a in meant if a} == set(lexicon().authorities[row["gss"]].neighbours)


@pytest.mark.real
def test_every_other_name_in_the_table_names_the_authority() -> None:
    for row in lines():
        if row["also_known_as"]:
            found = lexicon().authority_named(row["also_known_as"].partition(",")[0])
            assert found is not None
            assert found.gss == row["gss"]


@pytest.mark.real
def test_region_codes_are_those_of_most_rows_of_the_region() -> None:
    """Two rows of the table give a region's name with another's code; the name decides."""
    wrong = [r["name"] for r in lines() if lexicon().authorities[r["gss"]].region_gss != r["region_gss"]]
    assert sorted(wrong) == ["Buckinghamshire", "Gloucestershire"]


@pytest.mark.parametrize("authority", AUTHORITIES, ids=lambda a: a.gss)
def test_codes_are_well_formed_and_links_lead_somewhere(authority: Authority) -> None:
    assert re.fullmatch(r"E(06|08|09|10)\d{6}", authority.gss)
    assert authority.iri == f"https://w3id.org/inspection-kg/id/authority/{authority.gss}"
    assert len(authority.neighbours) in (0, 10)
    assert authority.gss not in authority.neighbours
    assert {*authority.neighbours, *authority.successor_of} <= set(lexicon().authorities)


@pytest.mark.parametrize("authority", AUTHORITIES, ids=lambda a: a.gss)
def test_its_name_names_the_authority(authority: Authority) -> None:
    found = lexicon().authority_named(authority.name)
    assert found is not None
    assert found.gss == authority.gss


def test_codes_and_numbers_are_used_once() -> None:
    for field in ("la_code", "urn"):
        used = [value for a in AUTHORITIES if (value := getattr(a, field))]
        assert len(used) == len(set(used))


@pytest.mark.parametrize(
    ("successor", "former"),
    [
        ("E06000061", {"E10000021"}),
        ("E06000062", {"E10000021"}),
        ("E06000063", {"E10000006"}),
        ("E06000064", {"E10000006"}),
        ("E06000058", {"E06000028", "E06000029", "E10000009"}),
        ("E06000059", {"E10000009"}),
    ],
)
def test_mergers_and_splits_are_recorded(successor: str, former: set[str]) -> None:
    authority = lexicon().authorities[successor]
    assert set(authority.successor_of) == former
    for code in former:
        assert lexicon().authorities[code].abolished == authority.established != ""

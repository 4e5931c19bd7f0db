"""Write the register of English local authorities: `ontology/ofsted/register/authorities.ttl`.

    python scripts/make_register.py AUTHORITIES.csv

The table has the columns ofsted_urn, la_code, gss, name, also_known_as, type, region, region_gss and
statistical_neighbours; rows without a GSS code are left out. What it does not hold (names in use, codes that
were replaced, abolished authorities) stands below and comes from the ONS register of geographic codes.
Where a row's region and region_gss disagree, the region's name decides.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

BASE = "https://w3id.org/inspection-kg/id/"
TARGET = Path(__file__).resolve().parent.parent / "ontology" / "ofsted" / "register" / "authorities.ttl"

REGIONS = {
    "North East": "E12000001", "North West": "E12000002", "Yorkshire and the Humber": "E12000003",
    "East Midlands": "E12000004", "West Midlands": "E12000005", "East of England": "E12000006",
    "London": "E12000007", "South East": "E12000008", "South West": "E12000009",
}  # fmt: skip

CITY_COUNCILS = frozenset((
    "Derby", "Leicester", "Nottingham", "Stoke-on-Trent", "Plymouth", "Peterborough", "Portsmouth",
    "Southampton", "Manchester", "Salford", "Liverpool", "Sunderland", "Birmingham", "Coventry",
    "Wolverhampton", "Leeds", "Sheffield", "Westminster", "Newcastle upon Tyne", "Brighton and Hove",
    "Southend-on-Sea", "Milton Keynes",
))  # fmt: skip
DOUBLE_NAMED_CITIES = {"Bradford": "City of Bradford", "Wakefield": "City of Wakefield"}
ROYAL_BOROUGHS = frozenset(("Greenwich", "Kensington and Chelsea", "Kingston upon Thames", "Windsor and Maidenhead"))
BOROUGH_COUNCILS = frozenset((
    "Hartlepool", "Stockton-on-Tees", "Darlington", "Halton", "Warrington", "Swindon", "Luton", "Slough",
    "Reading", "Thurrock", "Wokingham", "Southend-on-Sea", "Poole", "Bournemouth", "Blackpool",
    "Middlesbrough", "Redcar and Cleveland", "Blackburn with Darwen", "Bracknell Forest",
    "Telford and Wrekin", "Torbay",
))  # fmt: skip

# Names in use that no rule below makes.
MORE_NAMES: dict[str, tuple[str, ...]] = {
    "E06000010": ("Hull City Council", "City of Hull", "Kingston upon Hull City Council", "Hull"),
    "E06000011": ("East Riding", "East Riding Council"),
    "E06000014": ("City of York", "City of York Council"),
    "E06000017": ("Rutland County Council", "Rutland County"),
    "E06000019": ("County of Herefordshire", "County of Herefordshire District Council"),
    "E06000020": ("Borough of Telford and Wrekin", "Telford"),
    "E06000021": ("Stoke", "City of Stoke-on-Trent"),
    "E06000022": ("BANES", "B&NES", "Bath and NE Somerset"),
    "E06000023": ("Bristol", "City of Bristol", "Bristol City Council", "Bristol Council"),
    "E06000029": ("Borough of Poole", "Poole Council"),
    "E06000033": ("Southend", "Southend Borough Council", "Southend City Council", "Southend on Sea"),
    "E06000040": ("RBWM", "Windsor & Maidenhead"),
    "E06000042": ("Milton Keynes Council", "Borough of Milton Keynes"),
    "E06000047": ("County Durham", "Durham County Council", "Durham County"),
    "E06000050": ("CWAC", "Cheshire West"),
    "E06000053": ("Council of the Isles of Scilly", "Scilly", "Scilly Isles"),
    "E06000055": ("Bedford", "Bedford Borough Council", "Borough of Bedford"),
    "E06000057": ("Northumberland County Council", "Northumberland County"),
    "E06000058": ("BCP Council", "Bournemouth, Christchurch and Poole Council"),
    "E06000060": ("Buckinghamshire County Council",),
    "E06000065": ("North Yorkshire County Council", "North Yorkshire Council"),
    "E06000066": ("Somerset County Council", "Somerset Council"),
    "E08000013": ("St Helens", "Saint Helens", "St Helens Council", "St Helens Borough Council",
                  "St Helens Metropolitan Borough Council"),
    "E08000015": ("Wirral Borough Council", "The Wirral"),
    "E08000021": ("Newcastle", "Newcastle-upon-Tyne", "Newcastle City Council",
                  "City of Newcastle upon Tyne"),
    "E08000031": ("City of Wolverhampton", "City of Wolverhampton Council"),
    "E08000032": ("City of Bradford Metropolitan District Council", "Bradford Metropolitan District Council",
                  "Bradford District"),
    "E08000035": ("Leeds City",),
    "E08000036": ("Wakefield Metropolitan District Council",
                  "City of Wakefield Metropolitan District Council",
                  "Wakefield District"),
    "E08000017": ("City of Doncaster Council", "City of Doncaster"),
    "E09000001": ("London Corporation", "City of London Corporation", "Corporation of London",
                  "The City of London", "Corporation of the City of London"),
    "E09000002": ("LBBD",),
    "E09000011": ("London Borough of Greenwich", "Royal Greenwich"),
    "E09000013": ("LBHF", "Hammersmith & Fulham"),
    "E09000020": ("RBKC",),
    "E09000021": ("Kingston", "Kingston Council", "Royal Kingston"),
    "E09000027": ("Richmond", "Richmond Council"),
    "E09000033": ("City of Westminster",),
    "E10000021": ("Northamptonshire County Council",),
    "E10000006": ("Cumbria County Council",),
}  # fmt: skip

# GSS codes that were replaced while the area stayed what it was.
FORMER_CODES = {
    "E06000060": "E10000002", "E06000065": "E10000023", "E06000066": "E10000027", "E06000057": "E06000048",
    "E08000037": "E08000020", "E08000038": "E08000016", "E08000039": "E08000019",
}  # fmt: skip

# New authority -> those whose area, or part of it, it took over.
SUCCESSIONS = {
    "E06000061": ("E10000021",), "E06000062": ("E10000021",),
    "E06000063": ("E10000006",), "E06000064": ("E10000006",),
    "E06000058": ("E06000028", "E06000029", "E10000009"), "E06000059": ("E10000009",),
}  # fmt: skip
ABOLISHED = {
    "E06000028": "2019-04-01", "E06000029": "2019-04-01", "E10000009": "2019-04-01",
    "E10000021": "2021-04-01", "E10000006": "2023-04-01",
}  # fmt: skip
ESTABLISHED = {
    "E06000058": "2019-04-01", "E06000059": "2019-04-01", "E06000061": "2021-04-01",
    "E06000062": "2021-04-01", "E06000063": "2023-04-01", "E06000064": "2023-04-01",
}  # fmt: skip
TYPES = {
    "Unitary Authority": "unitary-authority", "Metropolitan District": "metropolitan-district",
    "London Borough": "london-borough", "County": "county",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One authority of the register."""

    gss: str
    name: str
    type: str
    region: str
    la_code: str = ""
    urn: str = ""
    neighbours: tuple[str, ...] = ()
    aliases: tuple[str, ...] = field(default=())


NOT_IN_THE_TABLE = (
    Row("E06000028", "Bournemouth", "Unitary Authority", "South West", "837"),
    Row(
        "E10000009",
        "Dorset (until 2019)",
        "County",
        "South West",
        "835",
        "",
        (),
        ("Dorset", "Dorset County Council"),
    ),
)
TYPES_THE_TABLE_LACKS = {"E06000029": "Unitary Authority", "E10000021": "County"}


def aliases(row: Row) -> tuple[str, ...]:
    """Every further way in which the council is commonly named, sorted."""
    short = row.name.split(",")[0] if row.name.endswith(", City of") else row.name
    found = {*row.aliases, *MORE_NAMES.get(row.gss, ()), *_by_type(row, short)}
    for name in sorted(found | {short}):
        if " and " in name:
            found.add(name.replace(" and ", " & "))
    return tuple(sorted(found - {row.name}))


def _by_type(row: Row, name: str) -> Iterator[str]:
    if row.gss in ABOLISHED and row.gss == "E10000009":
        return
    yield f"{name} Council"
    if row.type == "County":
        yield f"{name} County Council"
    if name in CITY_COUNCILS:
        yield f"{name} City Council"
    if name in DOUBLE_NAMED_CITIES:
        yield f"{DOUBLE_NAMED_CITIES[name]} Council"
    if name in BOROUGH_COUNCILS or row.type == "Metropolitan District":
        yield f"{name} Borough Council"
    if row.type == "Metropolitan District":
        yield f"{name} Metropolitan Borough Council"
        yield f"Metropolitan Borough of {name}"
    if name in ROYAL_BOROUGHS:
        yield f"Royal Borough of {name}"
        yield f"Royal Borough of {name} Council"
        yield f"The Royal Borough of {name}"
    elif row.type == "London Borough" and name not in ("City of London", "Westminster"):
        yield f"London Borough of {name}"
        yield f"London Borough of {name} Council"
        yield f"{name} London Borough Council"


def rows(table: Path) -> list[Row]:
    """The rows of the table that carry a code, and those that it lacks, by code."""
    with table.open(encoding="utf-8", newline="") as lines:
        found = [_row(line) for line in csv.DictReader(lines) if line["gss"].strip()]
    return sorted((*found, *NOT_IN_THE_TABLE), key=lambda row: row.gss)


def _row(line: dict[str, str]) -> Row:
    current = {old: new for new, old in FORMER_CODES.items()}
    other = line["also_known_as"].strip()
    return Row(
        gss=line["gss"],
        name=line["name"],
        type=line["type"] or TYPES_THE_TABLE_LACKS[line["gss"]],
        region=line["region"],
        la_code=line["la_code"],
        urn=line["ofsted_urn"],
        neighbours=tuple(current.get(code, code) for code in line["statistical_neighbours"].split()),
        aliases=_other_names(line["name"], other),
    )


def _other_names(name: str, text: str) -> tuple[str, ...]:
    """The names in a comma-separated cell; a name may itself be the authority's, which has commas."""
    if not text:
        return ()
    if "Christchurch" in text:  # "BCP, Bournemouth, Christchurch & Poole"
        first, _, rest = text.partition(", ")
        return (first, rest)
    return tuple(part for part in text.split(", ") if part != name)


def turtle(all_rows: Iterable[Row]) -> str:
    """The register in Turtle."""
    parts = [
        "# GENERATED by scripts/make_register.py: change the script or its table, not this file.",
        "# Contains public sector information licensed under the Open Government Licence v3.0.",
        "@prefix insp: <https://w3id.org/inspection-kg/ontology#> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
        "@prefix authority-type: <https://w3id.org/inspection-kg/vocab/authority-type/> .",
        f"@prefix authority: <{BASE}authority/> .",
        f"@prefix region: <{BASE}region/> .",
        "@prefix ons: <http://statistics.data.gov.uk/id/statistical-geography/> .",
        "",
        *(_region(name, code) for name, code in sorted(REGIONS.items(), key=lambda item: item[1])),
        *map(_authority, all_rows),
    ]
    return "\n".join(parts)


def _region(name: str, code: str) -> str:
    return (
        f'region:{code} a insp:Region ;\n    skos:prefLabel "{name}"@en ;\n'
        f'    insp:gssCode "{code}" ;\n    skos:exactMatch ons:{code} .\n'
    )


def _authority(row: Row) -> str:
    code = row.gss
    lines = [f'authority:{code} a insp:Authority ;\n    skos:prefLabel "{row.name}"@en']
    lines.append("skos:altLabel " + " ,\n        ".join(f'"{name}"@en' for name in aliases(row)))
    lines.append(f'insp:gssCode "{code}"')
    lines += [f'insp:formerGssCode "{FORMER_CODES[code]}"'] if code in FORMER_CODES else []
    lines += [f'insp:laCode "{row.la_code}"'] if row.la_code else []
    lines += [f'insp:ofstedUrn "{row.urn}"'] if row.urn else []
    lines.append(f"insp:authorityType authority-type:{TYPES[row.type]}")
    lines.append(f"insp:region region:{REGIONS[row.region]}")
    if row.neighbours:
        lines.append("insp:statisticalNeighbour " + _links(row.neighbours))
    if code in SUCCESSIONS:
        lines.append("insp:successorOf " + _links(SUCCESSIONS[code]))
    if code in ESTABLISHED:
        lines.append(f'insp:established "{ESTABLISHED[code]}"^^xsd:date')
    if code in ABOLISHED:
        lines.append(f'insp:abolished "{ABOLISHED[code]}"^^xsd:date')
    lines.append(f"skos:exactMatch ons:{code}")
    return " ;\n    ".join(lines) + " .\n"


def _links(codes: Iterable[str]) -> str:
    return " , ".join(f"authority:{code}" for code in sorted(codes))


def main() -> None:
    """Read the table and write the register."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path, help="the authorities as a CSV file")
    found = rows(parser.parse_args().table)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(turtle(found), encoding="utf-8")
    print(f"{TARGET}: {len(found)} authorities")


if __name__ == "__main__":
    main()

"""Charts: what they count, where they lead, and charts as files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from kg.errors import UsageError
from kg.site.bars import by_region, by_year
from kg.site.build import Build
from kg.site.chart_files import CHARTS, draw, style
from kg.site.indicators import read_indicators
from kg.site.sankey import sankey
from kg.site.site import Options, Site

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def site(seed_build: Path) -> Site:
    return Site(Build(seed_build), Options())


def change(before: str, after: str, body: str = "Somewhere") -> dict[str, str]:
    return {"from_grade": before, "to_grade": after, "body": body}


def test_bands_are_as_wide_as_there_are_authorities(site: Site) -> None:
    rows = [change("good", "outstanding"), change("good", "inadequate"), change("good", "inadequate")]
    drawn = str(sankey(site.place("", "charts.html"), "leadership", rows, "flow"))
    assert "Good to Outstanding: 1" in drawn
    assert "Good to Inadequate: 2" in drawn
    assert drawn.count('class="band') == 2
    assert 'href="#flow-good-inadequate"' in drawn
    high = [float(value) for value in re.findall(r'class="node[^>]+height="([\d.]+)"', drawn)]
    assert high[0] == pytest.approx(high[1] + high[2], abs=0.2)
    assert high[2] == pytest.approx(2 * high[1], abs=0.2)


def test_bars_say_what_they_count() -> None:
    drawn = str(by_year({2017: 3, 2019: 1}, {2017: 2, 2018: 1, 2019: 1}))
    assert "2017: 3 recommendations, 2 inspections" in drawn
    assert "2018: 0 recommendations, 1 inspections" in drawn
    regions = str(by_region({"London": 3, "<b>": 1}, {"London": 2, "<b>": 1}))
    assert "1.5" in regions
    assert "<b>:" not in regions


def test_nothing_to_draw_is_nothing() -> None:
    assert by_year({}, {}) == ""
    assert by_region({}, {}) == ""


def test_an_indicator_has_the_newest_value_of_each_authority(tmp_path: Path, seed_build: Path) -> None:
    build = Build(seed_build)
    names = [row["name"] for row in build.rows("authorities")][:6]
    base = {"indicator": "looked-after", "unit": "count", "comparator": "", "document": "a", "qualifier": ""}
    rows = [base | {"area": name, "value": "5", "date": "2020", "statistic_iri": f"{name} 1"} for name in names]
    rows += [base | {"area": names[0], "value": "9", "date": "2022-03-31", "statistic_iri": "2"}]
    rows += [base | {"area": names[0], "value": "nan", "date": "2023", "statistic_iri": "3"}]
    build._kept["statistics once"] = rows
    [one] = read_indicators(build).values()
    assert sorted(value.number for value in one.latest.values()) == [5, 5, 5, 5, 5, 9]
    assert len(one.all) == 7


@pytest.mark.parametrize(("name", "thing"), [("flows", ""), ("grades", ""), ("theme", "early-help")])
def test_a_chart_is_a_file_of_its_own(seed_build: Path, name: str, thing: str) -> None:
    drawn = draw(seed_build, name, thing)
    tree = etree.fromstring(drawn.encode())
    assert tree.tag == f"{SVG}svg"
    assert next(tree.iter(f"{SVG}text")).text
    assert "var(--" not in drawn
    assert not list(tree.iter(f"{SVG}a"))


@pytest.mark.parametrize(
    ("name", "thing", "authority", "said"),
    [
        ("pie", "", "", "flows, grades, theme, indicator"),
        ("theme", "nothing", "", "early-help"),
        ("flows", "nothing", "", "overall-effectiveness"),
        ("indicator", "nothing", "", "no indicator"),
    ],
)
def test_a_chart_that_there_is_not_is_refused(
    seed_build: Path, name: str, thing: str, authority: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        draw(seed_build, name, thing, authority)


@pytest.mark.real
def test_an_indicator_marks_an_authority_and_its_neighbours(real_build: Path) -> None:
    drawn = draw(real_build, "indicator", "looked-after-per-10000", "Warwickshire")
    assert drawn.count('class="own"') == 1
    assert drawn.count('class="near"') >= 1
    with pytest.raises(UsageError, match="the register has no authority"):
        draw(real_build, "indicator", "looked-after-per-10000", "Nowhere")


def test_the_style_of_a_chart_has_its_colours() -> None:
    assert re.search(r"\.own \{ fill: #[0-9a-f]{6}", style())
    assert set(CHARTS) == {"flows", "grades", "theme", "indicator"}

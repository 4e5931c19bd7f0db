"""What the questions answer, on facts made by hand."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from kg.analyse import QUERIES, QUESTIONS, Analysis, analyse
from kg.analyse.contrast import contrasts
from kg.analyse.insight import NO_DIFFERENCE, counted, leaders, listed, p_text, percent, share
from kg.analyse.networks import draw
from kg.analyse.questions import falls, inspecting, moving, named_together, press, recurring, resembling, turned
from kg.graph.query import run_query
from tests.analyse.world import World, thing

GOOD, BAD, RI, TOP = "good", "inadequate", "requires-improvement", "outstanding"


def sentence(section: object, name: str) -> str:
    """The sentence of a section by name."""
    return next(one.sentence for one in section.insights if one.name == name)  # type: ignore[attr-defined]


def test_only_what_a_later_inspection_could_ask_again_counts() -> None:
    world = World()
    for start in ("2015-01-05", "2018-01-08", "2021-01-04"):
        world.inspection("A", start)
    world.inspection("B", "2016-01-04")
    first = world.recommendation("A", "2015-01-05", 1, "x")
    world.recommendation("A", "2015-01-05", 2, "y")
    second = world.recommendation("A", "2018-01-08", 1, "x")
    third = world.recommendation("A", "2021-01-04", 1, "x")
    world.recommendation("B", "2016-01-04", 1, "x")
    world.again(first, second)
    world.again(second, third)
    # Its board was asked for something once alone: that cannot come back.
    world.recommendation("A", "2015-01-05", 3, "x", board=True)
    found = recurring.section(world.facts())
    assert sentence(found, "recurring-share").startswith("2 of 3 (67%")
    assert "as 2 later recommendations; counted are" in sentence(found, "recurring-share")
    assert "In 1 authority something was asked by three inspections" in sentence(found, "recurring-thrice")
    assert found.insights[0].facts == (first, second, third)


def test_what_became_of_recommendations_is_told_by_outcome_with_the_passages_counted() -> None:
    world = World()
    for code in "AB":
        world.inspection(code, "2015-01-05")
    asked = world.recommendation("A", "2015-01-05", 1)
    told = [
        world.outcome("1", "A", "2015-01-05", "addressed", rests_on=asked),
        world.outcome("2", "A", "2015-01-05", "not-addressed"),
        world.outcome("3", "B", "2015-01-05", "not-addressed"),
    ]
    [found] = [one for one in recurring.section(world.facts()).insights if one.name == "recurring-outcomes"]
    assert found.sentence.startswith("Of 3 passages in which 2 reports say")
    assert "2 of 3 (67%, 95% interval 21 to 94%) say that it was not addressed and 1 of 3 (33%" in found.sentence
    assert sorted(found.facts) == sorted(told)


def test_a_theme_that_always_comes_back_is_told_from_those_that_never_do() -> None:
    world = World()
    for place in range(12):
        for start in ("2015-01-05", "2018-01-08"):
            world.inspection(f"A{place}", start)
        earlier = world.recommendation(f"A{place}", "2015-01-05", 1, "always")
        for number in (2, 3):
            world.recommendation(f"A{place}", "2015-01-05", number, f"never{number}")
        world.again(earlier, world.recommendation(f"A{place}", "2018-01-08", 1, "always"))
    said = sentence(recurring.section(world.facts()), "recurring-themes")
    assert said.startswith("Asked again at another rate than the rest, out of 3 themes: “always” (12 of 12")
    assert "all together 12 of 36" in said


def test_themes_of_inadequate_inspections_are_told_where_chance_would_not_give_them() -> None:
    world = World()
    for place in range(20):
        grade = BAD if place < 8 else GOOD
        world.inspection(f"A{place}", "2015-01-05", grade)
        world.recommendation(f"A{place}", "2015-01-05", 1, "thresholds" if grade == BAD else "education")
        world.recommendation(f"A{place}", "2015-01-05", 2, "always")
    said = sentence(falls.section(world.facts()), "inadequate-themes")
    assert said.startswith(
        "Recommended more or less often by the 8 inspections judged inadequate overall and 12 others:"
    )
    assert "“thresholds” (50% of an inspection's recommendations against 0%" in said
    assert "always" not in said


def test_falls_and_turning_round_are_counted_from_transitions() -> None:
    world = World()
    world.change("A", ("2015-01-05", GOOD), ("2018-01-08", BAD), "declined")
    world.change("B", ("2015-01-05", RI), ("2018-01-08", GOOD), "improved")
    world.change("C", ("2015-01-05", BAD), ("2018-01-08", RI), "improved")
    world.change("D", ("2015-01-05", GOOD), ("2018-01-08", GOOD), "unchanged")
    world.finding("f", "B", "2018-01-08", "strength", "supervision")
    world.finding("g", "B", "2018-01-08", "area-for-improvement", "caseloads")
    world.document("news", "local-press")
    world.finding("h", "B", "2018-01-08", "strength", "supervision", document="news")
    facts = world.facts()
    assert "1 of 3 (33%" in sentence(falls.section(facts), "falls-share")
    assert "(Place A); too few" in sentence(falls.section(facts), "falls-share")
    found = turned.section(facts)
    assert sentence(found, "turned-who").startswith("1 of 2 (50%")
    assert sentence(found, "turned-who").endswith("on the same scale: Place B.")
    assert "“supervision” (100%)" in sentence(found, "turned-praise")
    assert found.insights[1].facts == (thing("finding/f"),)  # not what an article praises
    assert sentence(moving.section(facts), "moving-direction").startswith(
        f"Of 4 overall grades, 2 rose, 1 fell and 1 stayed at the next inspection here on the same scale: {NO_DIFFERENCE}"
    )


def test_steps_that_are_as_common_are_all_told() -> None:
    world = World()
    world.change("A", ("2015-01-05", GOOD), ("2018-01-08", TOP), "improved")
    world.change("B", ("2015-01-05", RI), ("2018-01-08", GOOD), "improved")
    [found] = [one for one in moving.section(world.facts()).insights if one.name == "moving-matrix"]
    assert found.sentence.startswith(
        "The commonest steps of the overall grade from one inspection to the next are from good to "
    )
    assert "from requires improvement to good (1 of 1" in found.sentence
    assert len(found.facts) == 4


def test_few_times_are_listed_and_more_have_an_interval() -> None:
    world = World()
    for place in range(4):
        world.change(f"A{place}", ("2015-01-05", BAD), (f"{2016 + place}-01-05", GOOD), "improved")
    said = sentence(moving.section(world.facts()), "moving-time-inadequate")
    assert said.startswith(
        "Of 4 times that an authority was judged inadequate overall and inspected again, 4 ended with a better"
    )
    assert said.endswith(
        "too few for an interval: Place A0 after 1.0 years, Place A1 after 2.0 years, Place A2 after 3.0 years and Place A3 "
        "after 4.0 years."
    )
    world.change("B", ("2015-01-05", BAD), ("2020-01-05", BAD), "unchanged")
    said = sentence(moving.section(world.facts()), "moving-time-inadequate")
    assert said.endswith("half had improved after an estimated 3.0 years (95% interval from 1.0 years on: they are too few to "
                         "tell an upper end).")  # fmt: skip


def test_the_time_to_improve_is_cut_off_where_nothing_more_is_known() -> None:
    world = World()
    for code, graded in {
        "A": (("2015-01-05", BAD), ("2016-01-05", BAD), ("2018-01-05", GOOD)),  # improved after three years
        "B": (("2015-01-05", BAD), ("2017-01-05", BAD)),  # not within two
        "C": (("2015-01-05", BAD),),  # nothing known
        "D": (("2012-01-05", BAD), ("2015-01-05", RI)),  # on another scale
        "E": (("2014-01-05", BAD), ("2015-01-05", RI), ("2017-01-05", BAD), ("2018-01-05", TOP)),  # twice
    }.items():
        for start, grade in graded:
            world.inspection(code, start, grade)
    found = [(iri[-1], round(years), improved) for iri, years, improved, _ in moving.spells(world.facts(), BAD)]
    assert found == [("A", 3, True), ("B", 2, False), ("E", 1, True), ("E", 1, True)]


def test_a_report_s_own_grade_stands_before_what_others_say_of_it() -> None:
    world = World()
    world.inspection("A", "2015-01-05", GOOD)
    world.document("news", "local-press")
    world.judgement("A", "2015-01-05", BAD, document="news")
    world.inspection("B", "2015-01-05", report=False)
    for grade in (GOOD, BAD):
        world.judgement("B", "2015-01-05", grade, document="news")
    world.inspection("C", "2015-01-05", "not-judged")
    facts = world.facts()
    assert {key[0][-12:-11]: grade for key, (grade, _) in facts.grades.items()} == {"A": GOOD}


def test_better_neighbours_are_those_with_a_better_last_grade() -> None:
    world = World()
    for code, near, grades in (
        ("A", "BCD", {"2015-01-05": BAD, "2018-01-05": RI}),
        ("B", "A", {"2016-01-05": GOOD}),
        ("C", "A", {"2016-01-05": TOP, "2019-01-05": BAD}),
        ("D", "A", {}),
    ):
        world.authority(code, near=list(near))
        for start, grade in grades.items():
            world.inspection(code, start, grade)
    facts = world.facts()
    assert resembling.better_neighbours(facts) == {
        thing("authority/A"): [thing("authority/B")],
        thing("authority/B"): [],
        thing("authority/C"): [thing("authority/A")],
    }
    assert sentence(resembling.section(facts), "resembling-better").startswith("2 of 3 (67%")


def _named_together(weak: int, each: int) -> World:
    world = World()
    for place in range(each):
        start = "2015-01-05"
        world.inspection(f"A{place}", start)
        for number in range(3):
            polarity = "area-for-improvement" if number == 0 and place < weak else "strength"
            begin, bodies = 100 * number, ("police", "health") if number == 0 else ("police", "court")
            world.finding(f"f{place}-{number}", f"A{place}", start, polarity, at=(begin, begin + 100))
            for at, body in enumerate(bodies):
                world.mention(f"organisation/{body}", f"A{place}-{start}", begin + 20 * at, begin + 20 * at + 10)
    return world


def test_pairs_in_weaknesses_are_told_where_chance_would_not_give_them() -> None:
    facts = _named_together(10, 12).facts()
    said = sentence(named_together.section(facts, draw(facts, "bodies")), "together-pairs")
    assert said.startswith("Named together in weaknesses more often than the 28% of all findings that name two: ")
    assert "Health with Police (10 of 12 (83%" in said
    facts = _named_together(1, 12).facts()
    assert NO_DIFFERENCE in sentence(named_together.section(facts, draw(facts, "bodies")), "together-pairs")


def test_pairs_that_are_named_in_weaknesses_as_often_are_all_told() -> None:
    world = World()
    for place in range(6):
        start = "2015-01-05"
        world.inspection(f"A{place}", start)
        for number, bodies in enumerate((("police", "health"), ("police", "court"))):
            world.finding(f"f{place}-{number}", f"A{place}", start, "strength" if place else "area-for-improvement",
                          at=(100 * number, 100 * number + 100))  # fmt: skip
            for at, body in enumerate(bodies):
                begin = 100 * number + 20 * at
                world.mention(f"organisation/{body}", f"A{place}-{start}", begin, begin + 10)
    facts = world.facts()
    [found] = [
        one for one in named_together.section(facts, draw(facts, "bodies")).insights if one.name == "together-pairs"
    ]
    assert "none stands out in weaknesses" in found.sentence
    assert "the highest share have " in found.sentence
    assert found.sentence.count("(1 of 6 (17%") == 2
    assert len(found.facts) == 2


def test_triads_rest_on_the_findings_that_make_their_edges() -> None:
    world = World()
    world.inspection("A", "2015-01-05")
    pairs = (("police", "health"), ("police", "court"), ("court", "health"), ("court", "school"))
    for number, bodies in enumerate(pairs):
        world.finding(f"f{number}", "A", "2015-01-05", "strength", at=(100 * number, 100 * number + 100))
        for at, body in enumerate(bodies):
            world.mention(f"organisation/{body}", "A-2015-01-05", 100 * number + 20 * at, 100 * number + 20 * at + 10)
    facts = world.facts()
    [found] = [
        one for one in named_together.section(facts, draw(facts, "bodies")).insights if one.name == "together-balance"
    ]
    assert "1 of 1 (100%" in found.sentence
    assert found.facts == tuple(thing(f"finding/f{number}") for number in range(3))


def test_few_articles_cannot_show_a_tilt_and_many_can() -> None:
    for number, word in (
        (3, f"{NO_DIFFERENCE} (sign test, p = 0.25; fewer than 6 cannot show one)"),
        (8, "a tilt (sign"),
    ):
        world = World()
        for place in range(number):
            world.inspection(f"A{place}", "2015-01-05")
            world.document(f"news{place}", "local-press")
            world.finding(f"r{place}", f"A{place}", "2015-01-05", "strength")
            world.finding(f"n{place}", f"A{place}", "2015-01-05", "area-for-improvement", document=f"news{place}")
        said = sentence(press.section(world.facts()), "press-tilt")
        assert f"0 of {number} (0%" in said
        assert f"0 articles praised more than the report, {number} less: {word}" in said


def test_where_one_person_leads_is_held_against_regions_dealt_out_anew() -> None:
    world = World()
    for place in range(16):
        world.authority(f"A{place}", region="North" if place < 8 else "South")
        world.inspection(f"A{place}", "2015-01-05")
        world.part("ann" if place < 8 else "bob", f"A{place}", "2015-01-05", "lead-inspector")
    said = sentence(inspecting.section(world.facts()), "inspecting-regions")
    assert "(the most: Ann (8) and Bob (8))" in said
    assert "56 of 56 (100%" in said
    assert "more than by chance (p < 0.001)" in said


def test_directors_time_in_office_begins_with_the_day_that_the_report_tells() -> None:
    world = World()
    for code, since in (("A", "2014-07"), ("B", "2010-01"), ("C", "2016-01"), ("D", "")):
        world.inspection(code, "2015-01-05")
        world.office(
            f"o{code}", f"authority/{code}", "director-of-childrens-services", f"{code}-2015-01-05", since=since
        )
    said = sentence(inspecting.section(world.facts()), "inspecting-directors")
    assert "1 of 2 (50%" in said  # C's began later than the inspection: it is of another time


def test_contrasts_are_within_strata() -> None:
    """In each framework the chosen and the others recommend the same; only the frameworks differ."""
    shares, strata, chosen = {}, {}, set()
    for place in range(40):
        old = place < 20
        unit = f"{place:02}"
        shares[unit] = {"x": 1.0 if old else 0.0, "y": 1.0}
        strata[unit] = "old" if old else "new"
        if place % 20 < (16 if old else 4):
            chosen.add(unit)
    within = {one.theme: one.p for one in contrasts(shares, chosen, strata, 5)}
    without = {one.theme: one.p for one in contrasts(shares, chosen, {}, 5)}
    assert within["x"] == 1.0
    assert without["x"] < 0.001


def test_a_contrast_s_p_is_that_of_all_permutations() -> None:
    shares = {str(at): {"x": value} for at, value in enumerate((0.9, 0.8, 0.7, 0.1, 0.2, 0.3))}
    found = contrasts(shares, {"0", "1", "2"}, {}, 1)[0]
    assert (found.share, found.other_share) == (pytest.approx(0.8), pytest.approx(0.2))
    assert found.p == pytest.approx(2 / 20, abs=0.02)  # of the 20 ways to choose three, this one and its opposite


def test_there_is_nothing_to_contrast_with_one_set_alone() -> None:
    assert contrasts({"1": {"x": 1.0}}, {"1"}, {}, 1) == []
    assert contrasts({}, set(), {}, 1) == []


@pytest.fixture(scope="module")
def whole() -> Analysis:
    """An analysis of several inspections."""
    world = _named_together(10, 12)
    world.change("A", ("2015-01-05", GOOD), ("2018-01-08", BAD), "declined")
    return analyse(world.store)


def test_every_sentence_says_how_it_was_computed_and_what_would_make_it_wrong(whole: Analysis) -> None:
    assert len(whole) >= 5
    for insight in whole:
        assert re.search(r"\d", insight.sentence), insight.name
        assert insight.sentence.endswith(".")
        assert len(insight.how) > 20
        assert len(insight.wrong) > 20
        assert insight.queries
        assert set(insight.queries) <= QUERIES.keys()
    assert len({insight.name for insight in whole}) == len(whole)


def test_facts_below_a_sentence_are_stated_in_documents(whole: Analysis) -> None:
    for insight in whole:
        assert set(insight.facts) <= whole.facts.evidence.keys(), insight.name


def test_an_insight_is_reached_by_name(whole: Analysis) -> None:
    assert whole["falls-share"].name == "falls-share"
    with pytest.raises(KeyError):
        whole["rises"]
    assert "sentences on" in repr(whole)
    assert "<code>falls-share</code>" in whole._repr_html_()


def test_an_empty_build_has_no_sentence() -> None:
    found = analyse(ox.Store())
    assert len(found.sections) == len(QUESTIONS)
    assert list(found) == []


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_can_be_asked(name: str) -> None:
    run_query(ox.Store(), QUERIES[name])


def test_figures_as_words() -> None:
    assert share(3, 12) == "3 of 12 (25%, 95% interval 8.9 to 53%)"
    assert share(0, 0) == "0 of 0"
    assert (percent(0.0994), percent(0.0996), percent(0.05), percent(1)) == ("9.9", "10", "5", "100")
    assert (p_text(0.0004), p_text(0.0042), p_text(0.123)) == ("p < 0.001", "p = 0.004", "p = 0.12")
    assert listed("abc") == "a, b and c"
    assert listed("abcdef", 4) == "a, b, c, d and 2 more"
    assert (listed("a"), listed("")) == ("a", "")
    assert leaders({"a": 5, "b": 4, "c": 3, "d": 3}) == "a (5), b (4), c (3) and d (3)"
    assert leaders({"a": 5} | dict.fromkeys("bcdefg", 3)) == "a (5) and 6 with 3"
    assert leaders({}) == ""
    assert (counted(1, "piece"), counted(1200, "piece")) == ("1 piece", "1,200 pieces")

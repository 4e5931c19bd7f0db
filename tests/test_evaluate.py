"""The rules by which a build's tables are held against gold, on small made-up tables."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BuildNotFound, DataError, UsageError
from kg.evaluate import Accuracy, By, Evaluation, TableScore, below_floors, evaluate, evaluate_by, read_floors
from kg.evaluate.compare import person_name, same_date, same_number, same_words
from kg.evaluate.report import differences, summary

Row = dict[str, Any]
DOC = "a.txt"
TEXT = "Make sure that every child who comes into care has a plan that is reviewed on time."


def write(path: Path, rows: list[Row], columns: tuple[str, ...] = ("document",)) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    names = list(dict.fromkeys([*columns, *(name for row in rows for name in row)]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(rows)


class Case:
    """A gold folder and a build with one table each."""

    def __init__(self, folder: Path, table: str, gold: list[Row], built: list[Row] | None) -> None:
        self.table, self.gold, self.build = table, folder / "gold", folder / "build"
        write(self.gold / f"{table}.csv", [{"document": DOC, **row} for row in gold])
        self.scope({"table": table, "document": DOC})
        write(self.build / "tables" / "documents.csv", [{"document": DOC}])
        if built is not None:
            write(self.build / "tables" / f"{table}.csv", [{"document": DOC, **row} for row in built])

    def scope(self, *rows: Row) -> Case:
        write(self.gold / "scope.csv", list(rows), ("table", "document", "char_start", "char_end"))
        return self

    def run(self) -> Evaluation:
        return evaluate(self.build, self.gold)

    def score(self) -> TableScore:
        return next(score for score in self.run().tables if score.table == self.table)

    def counts(self) -> tuple[int, int, int, int]:
        """Asked, found, rows, right."""
        score = self.score()
        return score.asked, score.found, score.rows, score.right


def at(start: int, end: int, /, **values: Any) -> Row:
    return {"char_start": start, "char_end": end, **values}


@pytest.mark.parametrize(
    ("built", "right"),
    [
        (at(5, 12, aspect="adoption", grade="good"), True),
        (at(10, 12, aspect="adoption", grade="good"), False),
        (at(5, 12, aspect="adoption", grade="inadequate"), False),
        (at(5, 12, aspect="leadership", grade="good"), False),
    ],
)
def test_a_judgement_with_a_place_needs_overlap_aspect_and_grade(tmp_path: Path, built: Row, right: bool) -> None:
    gold = [at(0, 10, aspect="adoption", grade="good")]
    assert Case(tmp_path, "judgements", gold, [built]).counts() == (1, right, 1, right)


@pytest.mark.parametrize(
    ("changed", "right"),
    [
        ({}, True),
        ({"gss": "E2"}, False),
        ({"inspection_start": "2020-05-03"}, False),
        ({"grade": "good"}, False),
    ],
)
def test_a_judgement_without_a_place_needs_authority_date_aspect_and_grade(
    tmp_path: Path, changed: Row, right: bool
) -> None:
    row = {"gss": "E1", "inspection_start": "2020-05-02", "aspect": "adoption", "grade": "outstanding"}
    assert Case(tmp_path, "judgements", [row], [row | changed]).counts() == (1, right, 1, right)


def test_a_second_row_for_one_identity_is_an_extra(tmp_path: Path) -> None:
    row = {"gss": "E1", "inspection_start": "2020-05-02", "aspect": "adoption", "grade": "good"}
    score = Case(tmp_path, "judgements", [row], [row, row]).score()
    assert (score.rows, score.right, score.extras[0].why) == (2, 1, "repeats a row that was counted")


def test_a_row_may_serve_several_gold_rows_that_overlap(tmp_path: Path) -> None:
    gold = [at(0, 10, polarity="strength"), at(8, 20, polarity="strength")]
    assert Case(tmp_path, "findings", gold, [at(5, 15, polarity="strength")]).counts() == (2, 2, 1, 1)


def test_only_the_clause_of_a_sentence_counts(tmp_path: Path) -> None:
    gold = [at(0, 50, polarity="strength", clause_start=0, clause_end=20)]
    assert Case(tmp_path, "findings", gold, [at(30, 50, polarity="strength")]).counts() == (1, 0, 1, 0)


def test_a_finding_of_the_other_polarity_is_wrong(tmp_path: Path) -> None:
    gold = [at(0, 50, polarity="strength")]
    built = [at(0, 50, polarity="area-for-improvement")]
    assert Case(tmp_path, "findings", gold, built).counts() == (1, 0, 1, 0)


def test_further_spans_state_the_same_fact(tmp_path: Path) -> None:
    gold = [at(0, 10, also="40-50;70-80")]
    assert Case(tmp_path, "actions", gold, [at(75, 90)]).counts() == (1, 1, 1, 1)


def test_one_speech_in_paragraphs_is_right_as_one_row_and_as_a_row_each(tmp_path: Path) -> None:
    gold = [at(0, 10, group=1), at(12, 20, group=1)]
    assert Case(tmp_path / "one", "quotations", gold, [at(0, 20)]).counts() == (2, 2, 1, 1)
    assert Case(tmp_path / "each", "quotations", gold, [at(0, 10), at(12, 20)]).counts() == (2, 2, 2, 2)


def test_optional_gold_is_neither_asked_for_nor_punished(tmp_path: Path) -> None:
    gold = [at(0, 10, optional="yes"), at(20, 30)]
    assert Case(tmp_path / "with", "services", gold, [at(0, 10), at(20, 30)]).counts() == (1, 1, 1, 1)
    assert Case(tmp_path / "without", "services", gold, [at(20, 30)]).counts() == (1, 1, 1, 1)


def test_outside_the_scope_nothing_is_asked_for_or_punished(tmp_path: Path) -> None:
    case = Case(tmp_path, "actions", [at(10, 20), at(200, 210)], [at(12, 20), at(300, 310), at(50, 60)])
    case.scope({"table": "actions", "document": DOC, "char_start": 5, "char_end": 100})
    assert case.counts() == (1, 1, 2, 1)


def test_other_documents_do_not_count(tmp_path: Path) -> None:
    case = Case(tmp_path, "actions", [at(10, 20)], [at(10, 20), {"document": "b.txt", **at(10, 20)}])
    assert case.counts() == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("values", "right"),
    [
        ({"value": "1,600"}, True),
        ({"value": "1600.0"}, True),
        ({"value": "1601"}, False),
        ({"value": ""}, False),
    ],
)
def test_a_statistic_needs_an_equal_value(tmp_path: Path, values: Row, right: bool) -> None:
    gold = [at(0, 10, value="1600")]
    assert Case(tmp_path, "statistics", gold, [at(5, 8, **values)]).counts() == (1, right, 1, right)


@pytest.mark.parametrize(
    ("built", "right"),
    [
        ({"start": "2017-05-02", "status": "done"}, True),
        ({"start": "2017", "status": "done"}, True),
        ({"start": "2016", "status": "done"}, True),
        ({"start": "2018", "status": "done"}, False),
        ({"start": "2017-05", "status": "expected"}, False),
    ],
)
def test_an_inspection_with_a_place_needs_a_date_by_prefix_and_the_status(
    tmp_path: Path, built: Row, right: bool
) -> None:
    gold = [at(0, 10, start="2017-05", status="done", accept=json.dumps({"start": ["2016"]}))]
    assert Case(tmp_path, "inspections", gold, [built]).counts() == (1, right, 1, right)


def test_accept_with_null_takes_an_empty_date(tmp_path: Path) -> None:
    gold = [at(0, 10, start="2017", status="done", accept=json.dumps({"start": [None]}))]
    assert Case(tmp_path, "inspections", gold, [{"start": "", "status": "done"}]).counts() == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("built", "right"),
    [
        ({"addressed_to": "authority", "text": TEXT}, True),
        ({"addressed_to": "authority; lscb", "text": TEXT.upper()}, True),
        ({"addressed_to": "lscb", "text": TEXT}, False),
        ({"addressed_to": "authority", "text": TEXT[:40]}, False),
        ({"addressed_to": "authority", "text": f"{TEXT} {TEXT}"}, False),
    ],
)
def test_a_recommendation_needs_its_addressee_and_its_words(tmp_path: Path, built: Row, right: bool) -> None:
    gold = [{"addressed_to": "authority", "number": "1", "text": TEXT}]
    assert Case(tmp_path, "recommendations", gold, [built]).counts() == (1, right, 1, right)


def test_a_board_is_called_lscb_in_a_build(tmp_path: Path) -> None:
    gold = [{"addressed_to": "board", "text": TEXT}]
    built = [{"addressed_to": "lscb", "text": TEXT}]
    assert Case(tmp_path, "recommendations", gold, built).counts() == (1, 1, 1, 1)


def test_a_fragment_of_a_damaged_recommendation_is_right(tmp_path: Path) -> None:
    gold = [at(0, 30, addressed_to="authority", text=TEXT, damaged="yes")]
    built = [at(20, 40, addressed_to="authority", text="on time")]
    assert Case(tmp_path, "recommendations", gold, built).counts() == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("built", "right"),
    [
        ({"person": "Dr Ann O’Neil HMI", "role": "inspector"}, True),
        ({"person": "Ann ONeil", "role": "inspector"}, True),
        ({"person": "Ann O'Neil", "role": "lead-inspector"}, False),
        ({"person": "Anna O'Neil", "role": "inspector"}, False),
    ],
)
def test_a_person_needs_name_and_role(tmp_path: Path, built: Row, right: bool) -> None:
    gold = [{"person": "Ann O'Neil", "role": "inspector"}]
    assert Case(tmp_path, "people", gold, [built]).counts() == (1, right, 1, right)


def test_a_post_without_a_name_is_no_extra_where_gold_names_everybody(tmp_path: Path) -> None:
    gold = [{"person": "Ann O'Neil", "role": "inspector"}]
    assert Case(tmp_path, "people", gold, [{"person": "", "role": "inspector"}]).counts() == (1, 0, 0, 0)


@pytest.mark.parametrize(("title", "right"), [("leader", True), ("Deputy leader of it", True), ("clerk", False)])
def test_without_a_role_one_post_title_holds_the_other(tmp_path: Path, title: str, right: bool) -> None:
    gold = [{"person": "Jo Doe", "role": "", "post_title": "Deputy leader"}]
    built = [{"person": "Cllr Jo Doe", "role": "council-leader", "post_title": title}]
    assert Case(tmp_path, "people", gold, built).counts() == (1, right, 1, right)


def test_an_unnamed_post_needs_an_overlapping_span(tmp_path: Path) -> None:
    gold = [at(0, 10, person="", post_title="chair"), at(30, 40, person="", post_title="clerk")]
    assert Case(tmp_path, "people", gold, [at(5, 9, post_title="the chair")]).counts() == (2, 1, 1, 1)


@pytest.mark.parametrize(
    ("built", "right"),
    [
        ({"name": "the multi-agency hub"}, True),
        ({"name": "another hub", "abbreviation": "MAH"}, True),
        ({"name": "MAH"}, True),
        ({"name": "another hub"}, False),
    ],
)
def test_an_organisation_needs_its_name_or_abbreviation(tmp_path: Path, built: Row, right: bool) -> None:
    gold = [{"name": "Multi-agency hub", "abbreviation": "MAH"}]
    assert Case(tmp_path, "organisations", gold, [built]).counts() == (1, right, 1, right)


def test_two_rows_that_match_two_gold_rows_are_shared_out(tmp_path: Path) -> None:
    """The first row fits both gold rows, the second only the first: both gold rows are still found."""
    gold = [{"person": "Jo Doe", "post_title": title} for title in ("chair", "chair of the panel")]
    built = [
        {"person": "Jo Doe", "post_title": "the chair of the panel"},
        {"person": "Jo Doe", "post_title": "chair"},
    ]
    assert Case(tmp_path, "people", gold, built).counts() == (2, 2, 2, 2)


def test_a_table_that_the_build_has_not_is_not_extracted(tmp_path: Path) -> None:
    evaluation = Case(tmp_path, "findings", [at(0, 9, polarity="strength")], None).run()
    assert not evaluation.tables[0].extracted
    assert evaluation.tables[0].recall is None


def test_a_document_that_the_build_has_not_is_a_miss_and_named(tmp_path: Path) -> None:
    case = Case(tmp_path, "actions", [at(0, 9), {"document": "gone.txt", **at(0, 9)}], [at(0, 9)])
    case.scope({"table": "actions", "document": DOC}, {"table": "actions", "document": "gone.txt"})
    assert case.counts() == (2, 1, 1, 1)
    assert case.run().absent == ("gone.txt",)


def test_a_document_below_another_folder_is_the_same(tmp_path: Path) -> None:
    case = Case(tmp_path, "actions", [at(0, 9)], [{"document": f"reports/{DOC}", **at(0, 9)}])
    write(case.build / "tables" / "documents.csv", [{"document": f"reports/{DOC}"}])
    assert case.counts() == (1, 1, 1, 1)


OWN: Row = {
    "gss": "E1",
    "framework": "ilacs-short",
    "start": "2020-05-02",
    "end": "2020-05-06",
    "published": "",
    "lead_inspector": "Ann Lee",
    "recommendations": "1",
    "recommendations_lscb": "",
    "readable": "true",
}
BUILT = {
    "inspection_iri": "i:1",
    **at(0, 9),
    **{k: OWN[k] for k in ("framework", "start", "end", "lead_inspector")},
}


def accuracy(evaluation: Evaluation, name: str) -> Accuracy:
    return next(item for item in evaluation.accuracies if item.name == name)


def test_a_report_needs_both_days_of_its_inspection(tmp_path: Path) -> None:
    assert Case(tmp_path / "same", "inspections", [OWN], [BUILT]).counts() == (1, 1, 1, 1)
    other = BUILT | {"end": "2020-05-07"}
    assert Case(tmp_path / "other", "inspections", [OWN], [other]).counts() == (1, 0, 1, 0)


@pytest.mark.parametrize("other", [{"start": "2016", "end": ""}, {"start": "2023", "end": "", "status": "expected"}])
def test_other_inspections_of_a_report_are_not_punished(tmp_path: Path, other: Row) -> None:
    built = [BUILT, BUILT | {"inspection_iri": "i:2"} | other]
    assert Case(tmp_path, "inspections", [OWN], built).counts() == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("gold", "built", "right"),
    [
        ("Ann Lee", "Ann Lee HMI", 1),
        ("Ann Lee", "", 0),
        ("", "", 1),
        ("", "Ann Lee", 0),
        ("Ann Lee and Bo Li", "Bo Li; Ann Lee", 1),
        ("Ann Lee", "Bo Li", 0),
    ],
)
def test_lead_inspector(tmp_path: Path, gold: str, built: str, right: int) -> None:
    case = Case(tmp_path, "inspections", [OWN | {"lead_inspector": gold}], [BUILT | {"lead_inspector": built}])
    assert accuracy(case.run(), "lead inspector").right == right


def test_a_framework_that_the_reader_left_open_is_not_asked_for(tmp_path: Path) -> None:
    case = Case(tmp_path, "inspections", [OWN | {"framework": ""}], [BUILT])
    assert accuracy(case.run(), "framework").asked == 0


def test_the_number_of_recommendations_counts_those_of_its_own_inspection(tmp_path: Path) -> None:
    case = Case(tmp_path, "inspections", [OWN], [BUILT])
    row = {
        "document": DOC,
        "inspection_iri": "i:1",
        "addressed_to": "authority",
        "inspection_start": "2020-05-02",
    }
    earlier = row | {"inspection_iri": "i:0", "inspection_start": "2017-01-01"}
    write(case.build / "tables" / "recommendations.csv", [row, earlier])
    assert accuracy(case.run(), "recommendations, number").share == 1.0


def test_a_file_that_is_no_document_must_have_no_rows(tmp_path: Path) -> None:
    broken = OWN | {"document": "broken.pdf", "readable": "false", "start": "", "end": ""}
    case = Case(tmp_path, "inspections", [OWN, broken], [BUILT, BUILT | {"document": "broken.pdf"}])
    assert accuracy(case.run(), "unreadable files without rows").right == 0


def test_a_folder_without_scope_is_no_gold(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"scope\.csv"):
        evaluate(tmp_path, tmp_path)


def test_a_folder_without_tables_is_no_build(tmp_path: Path) -> None:
    case = Case(tmp_path, "actions", [at(0, 9)], [])
    with pytest.raises(BuildNotFound, match="no build"):
        evaluate(tmp_path / "nothing", case.gold)


def test_a_build_of_other_documents_is_named_as_such(tmp_path: Path) -> None:
    case = Case(tmp_path, "actions", [at(0, 9)], [])
    write(case.build / "tables" / "documents.csv", [{"document": "other.txt"}])
    with pytest.raises(DataError, match="none of the 1 documents"):
        case.run()


def test_a_miss_and_an_extra_are_listed_with_their_quotes(tmp_path: Path) -> None:
    gold = [at(0, 9, quote="said here", actor="The council")]
    lines = list(differences(Case(tmp_path, "actions", gold, [at(20, 29, quote="said there")]).run()))
    assert lines == [
        'actions: missed · a.txt at 0 · The council · "said here"',
        'actions: extra (not in the gold) · a.txt at 20 ·  · "said there"',
    ]


def test_the_summary_has_a_line_for_each_table(tmp_path: Path) -> None:
    tables = summary(Case(tmp_path, "inspections", [OWN], [BUILT]).run())
    assert [table.row_count for table in tables] == [1, 4]


def test_floors_name_what_fell_and_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    floors = {"actions": {"precision": 1.0, "recall": 1.0}, "people": {"recall": 0.5}}
    path.write_text(json.dumps({"gold": floors}), encoding="utf-8")
    evaluation = Case(tmp_path, "actions", [at(0, 9)], [at(0, 9), at(20, 29)]).run()
    assert below_floors(evaluation, read_floors(path, "gold")) == (
        "actions: precision 0.500 is under 1.000",
        "people: no recall, at least 0.500 was reached before",
    )


def test_f1_is_the_harmonic_mean() -> None:
    assert TableScore("t", asked=4, found=2, rows=2, right=2).f1 == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2017", "2017-05-02", True),
        ("2017-05", "2017-05", True),
        ("2017-05", "2017-06", False),
        ("", "2017", False),
    ],
)
def test_partial_dates_match_by_prefix(one: str, other: str, same: bool) -> None:
    assert same_date(one, other) is same_date(other, one) is same


def test_a_name_that_is_only_titles_stays() -> None:
    assert person_name("Councillor") == "councillor"


def test_words_that_are_no_numbers_are_not_equal() -> None:
    assert not same_number("many", "many")


@given(st.lists(st.sampled_from("abcdefghij"), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_nine_words_in_ten_in_order_are_the_same(letters: list[str], random: Any) -> None:
    text = " ".join(letters)
    dropped = len(letters) // 10
    for _ in range(dropped):
        letters.pop(random.randrange(len(letters)))
    assert same_words(text, " ".join(letters))
    assert same_words(" ".join(letters), text)


@given(st.lists(st.sampled_from("abcdefghij"), min_size=1, max_size=30))
def test_a_text_with_a_fifth_more_is_not_the_same(letters: list[str]) -> None:
    longer = letters + ["z"] * (len(letters) // 5 + 1)
    assert not same_words(" ".join(letters), " ".join(longer))


def grouped(folder: Path) -> Case:
    """Two documents of different years and kinds, one action found in the first and none in the second."""
    case = Case(folder, "actions", [at(0, 9), {"document": "b.txt", **at(0, 9)}], [at(0, 9)])
    case.scope({"table": "actions", "document": DOC}, {"table": "actions", "document": "b.txt"})
    write(
        case.build / "tables" / "documents.csv",
        [{"document": DOC, "genre": "report", "issued": "2014-02-01"}, {"document": "b.txt", "genre": "news"}],
    )
    inspections = [
        {"document": DOC, "framework": "first", "start": "2013-12-01", "primary": "true"},
        {"document": DOC, "framework": "other", "start": "2015", "primary": "false"},
        {"document": "b.txt", "framework": "second", "start": "2020-05-04", "primary": "true"},
    ]
    write(case.build / "tables" / "inspections.csv", inspections)
    return case


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        (By.GENRE, {"news": 0.0, "report": 1.0}),
        (By.FRAMEWORK, {"first": 1.0, "second": 0.0}),
        (By.YEAR, {"2014": 1.0, "2020": 0.0}),
    ],
)
def test_figures_of_each_group(tmp_path: Path, by: By, groups: dict[str, float]) -> None:
    case = grouped(tmp_path)
    found = evaluate_by(case.build, case.gold, by)
    assert {one.group: one.tables[0].recall for one in found} == groups


def test_a_document_of_which_the_build_says_nothing_is_in_a_group_of_its_own(tmp_path: Path) -> None:
    case = Case(tmp_path, "actions", [at(0, 9)], [at(0, 9)])
    (only,) = evaluate_by(case.build, case.gold, By.YEAR)
    assert only.group == "unknown"
    assert [table.title for table in summary(only)] == ["gold: gold, unknown"]


def test_the_groups_add_up_to_the_whole(tmp_path: Path) -> None:
    case = grouped(tmp_path)
    whole, parts = case.score(), [one.tables[0] for one in evaluate_by(case.build, case.gold, By.GENRE)]
    assert (whole.asked, whole.found, whole.rows) == tuple(
        sum(counts) for counts in zip(*((part.asked, part.found, part.rows) for part in parts), strict=True)
    )

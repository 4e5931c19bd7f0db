"""Strengths and areas for improvement: which sentences state one, where a sentence turns, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.finding_clauses import clauses
from kg.extract.finding_phrases import Hits, PhraseFinder, even
from kg.extract.finding_polarity import IMPROVEMENT, STRENGTH, cue_finder
from kg.extract.findings import findings
from kg.extract.recommendations import recommendations
from kg.model import BodyRef, Document, Finding
from kg.read.assemble import assemble
from kg.read.folder import Source
from kg.read.text import read_text
from kg.vocabulary import lexicon
from tests.documents import L, heading, item, prose, read, title

BODY = BodyRef("Halton")


def judged(sentence: str) -> list[tuple[str, str]]:
    """The clauses of a sentence that judge: polarity and words."""
    evened = even(sentence)
    cues = Hits(cue_finder(lexicon()).find(sentence, evened)).within(0, len(sentence))
    return [(one.polarity, sentence[one.start : one.end]) for one in clauses(sentence, evened, 0, len(sentence), cues)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Plans are clear and well understood.",
        "They offer warm but suitably rigorous challenge.",
        "The club helps them to find work that might not otherwise be open to them.",
        "Audits are effective in highlighting shortfalls in practice.",
        "Foster carers receive prompt help from a skilled team.",
        "There is no delay in finding homes for brothers and sisters.",
        "Managers have reduced drift in this team.",
        "The new service has improved attendance.",
        "No child was found to be in an unsuitable or unsafe home.",
        "Leaders have an accurate understanding of weaknesses in the service.",
        "Children who do not attend school are tracked carefully.",
        "When visits are missed, team leaders respond swiftly and thoroughly.",
        "The team has improved since the last inspection in 2014, when it was judged inadequate.",
        "Weaknesses in these records have been addressed.",
        "Few homes break down, and support is strong.",
        "Skilled assessments decide whether sisters should live together.",
        "Letters are clear about what needs to change.",
        "There are no widespread or serious failures.",
        "Managers show high commitment, particularly when families are struggling.",
        "However, despite these delays, plans meet their needs.",
    ],
)
def test_praise_is_a_strength(sentence: str) -> None:
    assert [polarity for polarity, _ in judged(sentence)] == [STRENGTH]


@pytest.mark.parametrize(
    "sentence",
    [
        "Plans are not always clear.",
        "More needs to be done to ensure that every young person is well prepared.",
        "Too many children move home more than twice.",
        "Visits are infrequent and records are poor.",
        "The team lacks experienced and skilled staff.",
        "Managers have not taken effective action.",
        "The panel is yet to provide strong challenge.",
        "Few plans have clear and specific aims.",
        "None of the audits has a clear conclusion.",
        "The supply of suitable homes is a challenge.",
        "There are no arrangements for using what they say.",
        "Since the last inspection, when services were good, practice has deteriorated.",
        "A few children who should have been referred were not.",
        "Few carers benefit from good training.",
        "Managers are insufficiently aware of delay.",
        "Records do not show what was agreed with the family.",
    ],
)
def test_criticism_is_an_area_for_improvement(sentence: str) -> None:
    assert [polarity for polarity, _ in judged(sentence)] == [IMPROVEMENT]


@pytest.mark.parametrize(
    "sentence",
    [
        "The panel has nine members.",
        "The office moved to a new building in May.",
        "At the end of March there were 212 children in care.",
        "Social workers plan to visit the school.",
    ],
)
def test_a_neutral_sentence_judges_nothing(sentence: str) -> None:
    assert judged(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "strength", "improvement"),
    [
        (
            "While assessments are thorough, plans are often vague.",
            "assessments are thorough",
            "plans are often vague",
        ),
        (
            "Referrals are timely and well written, but too many lack the views of the child.",
            "Referrals are timely and well written",
            "too many lack the views of the child",
        ),
        (
            "Caseloads remain high, despite successful recruitment to every team.",
            "successful recruitment to every team",
            "Caseloads remain high",
        ),
        (
            "Although each family has a named worker, the records of their visits are not good enough.",
            "each family has a named worker",
            "the records of their visits are not good enough",
        ),
    ],
)
def test_a_sentence_that_turns_is_two_findings_with_their_clauses(
    sentence: str, strength: str, improvement: str
) -> None:
    clauses_found = {polarity: words.rstrip(".") for polarity, words in judged(sentence)}
    assert clauses_found == {IMPROVEMENT: improvement, STRENGTH: strength}


def test_both_parts_of_one_mind_are_one_finding() -> None:
    sentence = "Despite the great distance, staff work effectively and families are well supported."
    assert [polarity for polarity, _ in judged(sentence)] == [STRENGTH]


NEUTRAL = ("The council has nine wards between the river and the", "hills, and two towns with a market each.") * 3


def report(folder: Path, *lines: list[L]) -> Document:
    """A report with these lines below its title and a neutral paragraph."""
    first = [*title("Inspection of Halton local authority", "children’s services"), *prose(*NEUTRAL)]
    return read(folder, [[*first, *(line for part in lines for line in part)]])


def found(document: Document) -> list[Finding]:
    asked, _ = recommendations(document, lexicon(), BODY, False)
    facts, _ = findings(document, lexicon(), BODY, None, asked)
    return list(facts)


def test_the_section_gives_the_aspect_and_the_margin_the_paragraph(tmp_path: Path) -> None:
    document = report(
        tmp_path,
        heading("The experiences and progress of care leavers: good"),
        prose("17. Personal advisers keep in close touch and help is timely."),
        prose("18. Pathway plans are not yet good enough."),
    )
    assert [(one.polarity, one.aspect, one.paragraph) for one in found(document)] == [
        (STRENGTH, "care-leavers", "17"),
        (IMPROVEMENT, "care-leavers", "18"),
    ]


def test_the_part_on_the_board_is_about_the_board(tmp_path: Path) -> None:
    document = report(
        tmp_path,
        heading("The Local Safeguarding Children Board (LSCB)"),
        prose("The board does not yet have enough oversight of practice."),
    )
    assert [(one.body.kind, one.aspect) for one in found(document)] == [("board", "lscb")]


def test_themes_are_those_of_the_clause(tmp_path: Path) -> None:
    document = report(
        tmp_path,
        heading("The experiences and progress of children in care: good"),
        prose("While advocacy is strong, caseloads are too high."),
    )
    assert [one.themes for one in found(document)] == [("advocacy-and-voice",), ("caseloads",)]


@pytest.mark.parametrize(
    "lines",
    [
        [*heading("What needs to improve"), *item("The quality of plans, which are poor.")],
        [*heading("Children living in this area"), *prose("Most children live in good homes.")],
        [*heading("Summary for children and young people"), *prose("Your social workers work hard and are good.")],
        [*heading("Information about this inspection"), *prose("Inspectors used effective and robust methods.")],
        [*heading("The inspection team"), *prose("The team had strong and effective support.")],
        [*heading("What the inspection judgements mean"), *prose("A good service helps children effectively.")],
        [*heading("Leadership"), *prose("“My social worker is very good and always helps me a lot,” said one girl.")],
        [*heading("Leadership"), *prose("and plans were poor and vague in most of the cases.")],
        [*heading("Leadership"), *prose("The effective and strong work of the team on")],
        [*heading("Leadership"), *prose("The last inspection found weak plans and poor records.")],
    ],
    ids=["asked", "area", "children", "method", "team", "meaning", "quoted", "tail", "broken off", "earlier"],
)
def test_what_is_no_finding(tmp_path: Path, lines: list[L]) -> None:
    assert found(report(tmp_path, lines)) == []


def test_an_item_below_strengths_is_one_even_without_praise(tmp_path: Path) -> None:
    document = report(
        tmp_path,
        heading("The local authority’s strengths"),
        item("The fostering team meets each new family at home before any child moves in."),
    )
    assert [(one.polarity, one.extractor) for one in found(document)] == [(STRENGTH, "findings.heading")]


def test_a_report_without_any_is_a_problem(tmp_path: Path) -> None:
    document = report(tmp_path, heading("Leadership"), prose("The council has nine wards."))
    _, problems = findings(document, lexicon(), BODY, None, ())
    assert [problem.severity for problem in problems] == ["warning"]


MARKED = (
    *heading("Recommendations"),
    *item("Ensure that allotment holders get a written tenancy.", marker="1."),
    *item("Increase the number of respite carers for disabled children.", marker="2."),
)


def test_a_mark_ties_a_finding_to_the_closest_recommendation(tmp_path: Path) -> None:
    document = report(
        tmp_path,
        list(MARKED),
        heading("Inspection findings"),
        prose("9. The number of respite carers for disabled children is insufficient.", "(Recommendation)"),
    )
    assert [(one.text[-13:], one.leads_to) for one in found(document)] == [("insufficient.", (("authority", "2"),))]


def test_a_mark_that_nothing_is_close_to_ties_nothing(tmp_path: Path) -> None:
    document = report(
        tmp_path,
        list(MARKED),
        heading("Inspection findings"),
        prose("9. Minutes of meetings are poor (Recommendation)."),
    )
    assert [one.leads_to for one in found(document)] == [()]


def test_a_recommendation_that_names_the_paragraph_is_tied_to_it(tmp_path: Path) -> None:
    document = report(
        tmp_path,
        heading("Recommendations"),
        item("Improve the minutes of core groups (paragraph 9).", marker="1."),
        heading("Inspection findings"),
        prose("8. Minutes are poor in one team."),
        prose("9. Minutes of core groups are often late."),
    )
    assert [(one.paragraph, one.leads_to) for one in found(document)] == [("8", ()), ("9", (("authority", "1"),))]


def piece(folder: Path, *paragraphs: str) -> list[tuple[str, str]]:
    """The findings of a piece of running text: polarity and text."""
    data = "\n\n".join(paragraphs).encode()
    source = Source(folder / "piece.txt", "piece.txt")
    document = assemble(source, data, "text/plain", read_text(data, markdown=False))
    pieces = [(block.start, block.end) for block in document.blocks]
    facts, _ = findings(document, lexicon(), BODY, pieces, ())
    return [(one.polarity, one.text) for one in facts]


def test_in_running_text_what_the_inspectors_found_counts(tmp_path: Path) -> None:
    said = "Inspectors praised the strong work of foster carers."
    also = "They also found that caseloads were too high."
    assert piece(tmp_path, f"{said} {also}") == [(STRENGTH, said), (IMPROVEMENT, also)]


@pytest.mark.parametrize(
    ("paragraph", "polarities"),
    [
        ("Inspectors do not grade visits. But they told us that the quality of chronologies is poor.", [IMPROVEMENT]),
        ("Inspectors were impressed by the energy of staff.", [STRENGTH]),
        ("There was praise for the work of the youth team.", [STRENGTH]),
        ("Inspectors singled out the adoption team for praise.", [STRENGTH]),
        ("Inspectors found weak oversight. Some plans are poor and out of date.", [IMPROVEMENT, IMPROVEMENT]),
        ("Inspectors found weak oversight. Cllr Bell said that plans were very good.", [IMPROVEMENT]),
        ("Inspectors were not impressed by the energy of staff.", [IMPROVEMENT]),
        ("Lead inspector Ann Bell stayed a week. She writes: “Plans are thorough and timely.”", [STRENGTH]),
        ("But it was not all good news. Some families wait too long for help.", [IMPROVEMENT]),
        ("Inspectors visited in May. Workers are kind and determined, they said.", [STRENGTH]),
        ("Inspectors want to see faster decisions for children.", [IMPROVEMENT]),
        ("The council was told to improve its response to homeless teenagers.", [IMPROVEMENT]),
        ("Among the weaknesses were the quality of plans and the pace of visits.", [IMPROVEMENT]),
        ("Our teams are kind and determined, they said.", []),
        ("The service was found to be inadequate in May 2019.", []),
        ("Inspectors rated the service good but said that some plans are weak.", [STRENGTH, IMPROVEMENT]),
        ("All of us want a council that is out of inadequate by its inspection, and rated good.", []),
    ],
)
def test_in_running_text_findings_are_told_in_many_ways(tmp_path: Path, paragraph: str, polarities: list[str]) -> None:
    assert [polarity for polarity, _ in piece(tmp_path, paragraph)] == polarities


@pytest.mark.parametrize(
    "paragraph",
    [
        "The council has an excellent new library with a strong team.",
        "“We are proud of our strong and effective teams,” said the leader after Ofsted’s visit.",
        "The inspection took place in May.",
    ],
)
def test_in_running_text_nobody_elses_praise_counts(tmp_path: Path, paragraph: str) -> None:
    assert piece(tmp_path, paragraph) == []


def test_a_paragraph_that_goes_on_with_the_work_is_what_inspectors_found(tmp_path: Path) -> None:
    paragraphs = (
        "Inspectors praised the strong work of foster carers.",
        "Children are seen regularly and know their worker well.",
    )
    assert [polarity for polarity, _ in piece(tmp_path, *paragraphs)] == [STRENGTH, STRENGTH]


def test_a_paragraph_in_another_voice_is_not(tmp_path: Path) -> None:
    paragraphs = (
        "Inspectors praised the strong work of foster carers.",
        "Children are well looked after here, the leader said.",
    )
    assert len(piece(tmp_path, *paragraphs)) == 1


def test_the_reports_own_words_in_quote_marks_count(tmp_path: Path) -> None:
    first, second = "The report says: “Plans are thorough.", "“Visits are timely and well recorded.”"
    assert [polarity for polarity, _ in piece(tmp_path, first, second)] == [STRENGTH, STRENGTH]


def test_words_of_others_after_the_reports_own_do_not_count(tmp_path: Path) -> None:
    paragraphs = ("The report says: “Plans are thorough and timely.”", "The leader said: “Our teams are very good.”")
    assert len(piece(tmp_path, *paragraphs)) == 1


@given(st.text())
def test_an_evened_text_is_as_long_as_before(text: str) -> None:
    assert len(even(text)) == len(text)


@given(st.text(alphabet="ab c'’-,.\nÉİ", max_size=40))
def test_found_phrases_stand_alone(text: str) -> None:
    finder = PhraseFinder([("a b", "1"), ("a", "2"), ("b c", "3")])
    for start, end, _ in finder.find(text, even(text)):
        assert not text[start - 1 : start].isalnum()
        assert not text[end : end + 1].isalnum()


@pytest.mark.parametrize(("text", "acronyms"), [("the MASH team", 1), ("the mash team", 0)])
def test_an_acronym_counts_only_in_capitals(text: str, acronyms: int) -> None:
    assert len(PhraseFinder([("MASH", "hub")]).find(text, even(text))) == acronyms


def test_but_between_two_verbs_still_turns_a_sentence() -> None:
    assert len(judged("Workloads are too high but are managed effectively by skilled leaders.")) == 2


WORDS = st.sampled_from(
    "while but despite not too many good poor effective delay , ; : . ( ) “ ” (Recommendation) children plans no when".split()
)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_whatever_the_words_clauses_lie_in_the_sentence_in_order(text: str) -> None:
    evened = even(text)
    cues = Hits(cue_finder(lexicon()).find(text, evened)).within(0, len(text))
    at = 0
    for clause in clauses(text, evened, 0, len(text), cues, STRENGTH):
        assert at <= clause.start <= clause.end <= len(text)
        at = clause.end

# ruff: noqa: E501 - a paragraph is one line, as in the files that users have
"""People in public roles: who is named, with which post, and who must not be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.article import article_parts
from kg.extract.named_people import named_people
from kg.extract.post_phrases import EXAMPLES as PHRASES
from kg.extract.post_phrases import phrase_after
from kg.extract.post_words import HEAD
from kg.extract.posts import post_after, post_before
from kg.extract.roles import EXAMPLES as ROLES
from kg.extract.roles import role_of
from kg.extract.since import EXAMPLES as SINCE
from kg.extract.since import since_after
from kg.model import Appointment
from kg.vocabulary import lexicon
from tests.conftest import SHARED
from tests.extract.press_pieces import PIECES, Piece, document, read
from tests.growth import grows_with_length

COUNCIL = "Barset County Council"


def people_of(sentence: str) -> tuple[Appointment, ...]:
    return read(f"Barset rated good by inspectors\n\n{sentence}\n", COUNCIL)[1]


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_the_people_of_a_piece_are_found_and_nobody_else(piece: Piece) -> None:
    found = {
        (one.person, one.honorific, one.role, one.organisation, one.party, one.ward)
        for one in read(piece.text, piece.council)[1]
    }
    assert found == set(piece.people)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Ann Bell has been made acting director until a successor is found.", "Ann Bell", "director-of-childrens-services"),
        ("Ann Bell, who stepped in as interim director in March, said so.", "Ann Bell", "director-of-childrens-services"),
        ("Ann Bell, who was interim director of children's services before, said so.", "Ann Bell", "director-of-childrens-services"),
        ("Ann Bell has been director of children's services since 2019.", "Ann Bell", "director-of-childrens-services"),
        ("Ann Bell took up the post of director of children's services last autumn.", "Ann Bell", "director-of-childrens-services"),
        ("Ann Bell came to Barset for six months as interim director of children's services.", "Ann Bell", "director-of-childrens-services"),
        ("Much is owed to Ann Bell. She took over as director of children's services in 2019.", "Ann Bell", "director-of-childrens-services"),
        ("Ann Bell, who took charge of children's services in May, said so.", "Ann Bell", "director-of-childrens-services"),
        ("Finance portfolio holder Ann Bell said so.", "Ann Bell", ""),
        ("Ann Bell, who became director in 2017, said so.", "Ann Bell", "director-of-childrens-services"),
        ("The lead inspector was Ann Bell, Her Majesty's Inspector.", "Ann Bell", "lead-inspector"),
        ("With me is Ann Bell, the director of children's services at the council. Mr Toll, hello.", "Ann Bell",
         "director-of-childrens-services"),
        ("Cllr Ann Bell, who oversees the council’s children’s services, said so.", "Ann Bell", "lead-member"),
        ("“I joined last year,” says Ann Bell, who’s a team manager in our Lower Dale office.", "Ann Bell", "team-manager"),
        ("Councillor Ann Bell replaced Councillor Ben Toll as lead member.", "Ann Bell", "lead-member"),
        ("The council has appointed Ann Bell to the post of director of children's services.", "Ann Bell",
         "director-of-childrens-services"),
        ("Ministers have sent Ann Bell, a former director in Derby, as commissioner.", "Ann Bell", "commissioner"),
        ("Ann Bell, Parliamentary Under-Secretary of State, signed.", "Ann Bell", "minister"),
        ("Ann Bell, who led the team of inspectors, said so.", "Ann Bell", "lead-inspector"),
        ("ANN BELL (presenter): Good morning.", "Ann Bell", "journalist"),
        ("I shall come back.\n\nAnn Bell\nCommissioner for Children's Services in Barset", "Ann Bell", "commissioner"),
        ("He left on Friday. Ann Bell has been made acting director.", "Ann Bell", "director-of-childrens-services"),
    ],
)  # fmt: skip
def test_a_post_is_told_by_what_its_holder_does_or_whom_they_followed(text: str, name: str, role: str) -> None:
    assert (name, role) in [(one.person, one.role) for one in people_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "A team manager in our Lower Dale office said so.",
        "The panel appointed by ministers, Ann Bell, will report.",
    ],
)
def test_who_holds_no_post_is_not_named(text: str) -> None:
    assert people_of(text) == ()


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_every_evidence_names_the_person(piece: Piece) -> None:
    made = document(piece.text)
    for fact in read(piece.text, piece.council)[1]:
        surname = fact.person.rpartition(" ")[2]
        assert all(surname in made.text[span.start : span.end] for span in fact.evidence)


@pytest.mark.parametrize("piece", [p for p in PIECES if p.nobody], ids=lambda piece: piece.name)
def test_private_people_are_not_named(piece: Piece) -> None:
    _, people, speakers, quoted = read(piece.text, piece.council)
    named = {one.person for one in people} | {m.name for m in speakers.mentions} | {q.speaker for q in quoted}
    assert [name for name in piece.nobody if any(name in other for other in named)] == []


@pytest.mark.parametrize(("title", "role"), ROLES)
def test_roles_of_titles(title: str, role: str) -> None:
    assert role_of(title, lexicon()) == role


@pytest.mark.parametrize(("words", "title"), PHRASES)
def test_posts_told_without_a_title(words: str, title: str) -> None:
    post = phrase_after(words, 0)
    assert (post.title if post else "") == title


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Cllr Ann Bell (Lab, Fold Wood), cabinet member for children at Barset Council, spoke.", [("Ann Bell", "lead-member")]),
        ("The director of children’s services (Ann Bell) spoke.", [("Ann Bell", "director-of-childrens-services")]),
        ("Inspectors, led by Ann Bell-Shaw, found delays.", [("Ann Bell-Shaw", "lead-inspector")]),
        ("The improvement board, chaired by Ann Bell, met.", [("Ann Bell", "board-chair")]),
        ("The procession, led by Ann Bell, set off.", []),
        ("The council’s new director of children’s services is Ann Bell.", [("Ann Bell", "director-of-childrens-services")]),
        ("Ann Bell resigned as cabinet member for children.", [("Ann Bell", "lead-member")]),
        ("Ann Bell, founder of the charity Safe Haven, spoke.", [("Ann Bell", "campaigner")]),
        ("Analysis by Ann Bell, data reporter", [("Ann Bell", "journalist")]),
        ("The director for children, Ann Bell, and the cabinet member, Cllr Tom Hale, spoke.",
         [("Ann Bell", "director-of-childrens-services"), ("Tom Hale", "lead-member")]),
        ("Present: Councillors Ann Bell (Chair), Tom Hale (Vice-Chair) and Joe Marr",
         [("Ann Bell", "committee-chair"), ("Tom Hale", "committee-vice-chair"), ("Joe Marr", "councillor")]),
        ("The panel’s chairwoman, Ann Bell, asked why.", [("Ann Bell", "panel-chair")]),
        ("Headteacher Ann Bell spoke.", [("Ann Bell", "headteacher")]),
        ("A commissioner, Ann Bell, was sent in.", [("Ann Bell", "commissioner")]),
        ("Police and crime commissioner Ann Bell spoke.", [("Ann Bell", "police-officer")]),
    ],
)  # fmt: skip
def test_ways_of_telling_a_post(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.person, one.role) for one in people_of(sentence)] == expected


@pytest.mark.parametrize(("words", "issued", "day"), SINCE)
def test_since_when(words: str, issued: str, day: str) -> None:
    assert since_after(words, 0, issued)[0] == day


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Council leader Cllr Ann Bell (Con, Upper Teme) spoke.", "Council leader Cllr Ann Bell (Con, Upper Teme)"),
        ("Ann Bell, the council’s director of people, said so.", "Ann Bell, the council’s director of people"),
        ("Barset County Council’s chief executive, Ann Bell, said so.", "Barset County Council’s chief executive, Ann Bell"),
        ("Leicester City Councillor, Ann Bell, Portfolio Holder for Children, said so.",
         "Leicester City Councillor, Ann Bell, Portfolio Holder for Children"),
    ],
)  # fmt: skip
def test_the_evidence_runs_from_the_title_to_the_post(sentence: str, quote: str) -> None:
    made = document(f"Barset rated good by inspectors\n\n{sentence}\n")
    (fact,) = people_of(sentence)
    assert made.text[fact.evidence[0].start : fact.evidence[0].end] == quote


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ann Bell (Green, Mill Hill) asked why.", [("councillor", "Green", "Mill Hill")]),
        ("Labour’s Ann Bell asked why.", [("", "Labour", "")]),
        ("Ann Bell (who is 42) asked why.", []),
        ("Cllr Ann Bell (Green, Mill Hill) asked why.", [("councillor", "Green", "Mill Hill")]),
        ("Labour’s Cllr Ann Bell (Mill Hill) asked why.", [("councillor", "Labour", "Mill Hill")]),
        ("Conservative Cllr Ann Bell asked why.", [("councillor", "Conservative", "")]),
        ("Ann Bell, Labour councillor for Mill Hill, asked why.", [("councillor", "Labour", "Mill Hill")]),
        ("The independent chair of the board, Ann Bell, asked why.", [("board-chair", "", "")]),
    ],
)
def test_party_and_ward(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.role, one.party, one.ward) for one in people_of(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "organisation"),
    [
        ("Ann Bell, director of children’s services, spoke.", COUNCIL),
        ("Ann Bell, director of children’s services at Wolverley Council, spoke.", "Wolverley Council"),
        ("Ann Bell, chief executive of the charity Haven House, spoke.", "Haven House"),
        ("Ann Bell, Her Majesty’s Inspector, spoke.", "Ofsted"),
        ("Ann Bell, MP for Barset North, spoke.", "House of Commons"),
        ("Ann Bell, president of the Society of Carers, spoke.", "Society of Carers"),
        ("Ann Bell, president of nothing, spoke.", ""),
    ],
)
def test_the_organisation_is_the_one_that_is_named_or_the_one_the_post_belongs_to(
    sentence: str, organisation: str
) -> None:
    assert [one.organisation for one in people_of(sentence)] == [organisation]


def test_a_short_form_is_more_evidence_of_the_same_person() -> None:
    (fact,) = people_of("Council leader Cllr Ann Bell spoke. Later Cllr Bell left, and Ann Bell did not come back.")
    assert len(fact.evidence) == 3


def test_a_surname_of_two_people_is_nobody() -> None:
    _, people, speakers, _ = read(
        "Barset rated good\n\nCouncil leader Cllr Ann Bell and chief executive Tom Bell came. Cllr Bell spoke and Bell left.\n"
    )
    assert [len(one.evidence) for one in people] == [1, 1]
    assert len(speakers.mentions) == 2


def test_interim_and_former_holders() -> None:
    interim, former = people_of("Interim director of children’s services Ann Bell met former council leader Tom Rudd.")
    assert (interim.role, interim.interim) == ("director-of-childrens-services", True)
    assert (former.role, former.post_title) == ("", "former council leader")


def test_who_took_over_in_a_month_is_dated_from_the_day_of_the_article() -> None:
    text = "Barset rated good\n\n14 July 2017\n\nAnn Bell, chief executive, who took over in September, spoke.\n"
    assert read(text, COUNCIL)[1][0].since == "2016-09"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Bell said that her son waited for a year.",
        "Mr Bell and his daughter Amy, 12, were moved.",
        "Foster carer Ann Bell looked after two boys.",
        "Social worker Ann Bell left the team.",
        "Ann Bell, a mother of two, said so.",
        "Barset County Council and Barset Safeguarding Children Board met the Chief Executive.",
        "The assistant directors for Early Help and Social Care have taken up post.",
    ],
)
def test_nobody_is_named_without_a_public_role(sentence: str) -> None:
    assert people_of(sentence) == ()


def test_a_title_before_a_name_is_not_the_next_names_as_well() -> None:
    people = people_of(
        "Cllr Ann Bell, leader of the council, Cllr Tom Rudd, cabinet member for children, and others came."
    )
    assert [(one.person, one.role) for one in people] == [("Ann Bell", "council-leader"), ("Tom Rudd", "lead-member")]


def test_posts_are_read_on_both_sides_of_a_name() -> None:
    text = "the council’s cabinet member for children, learning and skills, Ann Bell"
    post = post_before(text, 0, text.index("Ann"))
    assert post is not None
    assert (post.title, post.organisation) == ("cabinet member for children, learning and skills", "the council")
    text = "Ann Bell, leader of Barset Council and portfolio holder for people, said"
    first = post_after(text, text.index("leader"), len(text))
    assert first is not None
    assert text[first.start : first.end] == "leader of Barset Council"


@pytest.mark.parametrize("words", ["foster carer", "mother", "pupil", "patient", "social worker", "grandparent"])
def test_words_for_private_people_and_trades_are_no_posts(words: str) -> None:
    assert HEAD.search(words) is None


@pytest.mark.parametrize(
    "unit",
    ["Cllr ", "A ", "Ann Bell, ", "leader of the ", "A-", "Ann de la ", "director, children, ", "Ann Bell and ", "O’", "(Con, A) ",
     "chair of Ann Bell ", "Barset County Council’s "],
)  # fmt: skip
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    def read_long(length: int) -> Callable[[], object]:
        made = document("Barset rated good by inspectors\n\n" + unit * (length // len(unit)))
        parts = article_parts(made, lexicon())
        return lambda: named_people(made, parts, lexicon(), COUNCIL)

    assert grows_with_length(read_long, 100_000)


@pytest.mark.real
@pytest.mark.parametrize(("start", "name"), [("001", "Jeff Morgan"), ("004", "Izzi Seccombe")])
def test_the_named_person_of_a_real_piece_is_the_only_one(start: str, name: str) -> None:
    (path,) = (SHARED / "seeds").glob(f"{start}_*.txt")
    people = read(path.read_text(encoding="utf-8"), "Warwickshire County Council")[1]
    assert [one.person for one in people] == [name]

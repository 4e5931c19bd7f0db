"""Which parts of a piece are about other services."""

from __future__ import annotations

import pytest

from kg.extract.other_sectors import EXAMPLES, has_own_part, part_begun, parts_of_others
from tests.extract.press_pieces import document


def aside(text: str) -> list[str]:
    made = document(text)
    return [made.text[start:end] for start, end in parts_of_others(made, made.blocks)]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_examples(text: str, expected: str) -> None:
    heading = expected in ("other", "own", "none") and not text.endswith((".", "one."))
    assert part_begun(text, heading) == expected


def test_a_round_up_of_services_has_parts_of_others() -> None:
    schools, own = "Schools. Hillside was judged good.", "Children’s services. They were judged good."
    assert aside(f"Who got what in Barset\n\n{schools}\n\n{own}\n\nPolice. They were good.") == [
        schools,
        "Police. They were good.",
    ]


def test_one_opening_word_makes_no_round_up() -> None:
    assert (
        aside("Ofsted in Barset\n\nSchools. They matter to the council’s story.\n\nThe council was rated good.") == []
    )


def test_a_part_ends_where_services_for_children_are_named() -> None:
    text = "Ofsted in Barset\n\nSchools. Good ones.\n\nPolice. Good ones.\n\nThe council’s children’s services were rated good."
    assert aside(text) == ["Schools. Good ones.", "Police. Good ones."]


@pytest.mark.parametrize(("lead", "expected"), [("Children’s services", True), ("Children’s homes", False)])
def test_whether_services_for_children_have_a_part_of_their_own(lead: str, expected: bool) -> None:
    made = document(f"Who got what\n\nSchools. Good.\n\n{lead}. They were good.")
    assert has_own_part(made, made.blocks) == expected

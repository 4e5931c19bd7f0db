"""The documents that come with the project: made from their texts, catalogued, honest about what they are."""

from __future__ import annotations

import csv
import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pypdfium2 as pdfium
import pytest

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
SCRIPT = ROOT / "scripts" / "make_seeds.py"
WHAT_IT_IS = re.compile(
    r"This is a retelling, written for the inspection-kg project, of facts in .+\."
    r" It is not the original document\."
)
RUN = 8
"""A run of so many words that a real document has too is copied, unless it is a label."""

# Labels that every report of a kind prints, titles of laws, names of bodies, and people with their titles.
LABELS = tuple(
    re.compile(label)
    for label in (
        r"inspection of services for children in need of help and protection"
        r" children looked after and care leavers",
        r"(and )?review of the effectiveness of the local safeguarding children board",
        r"childrens services in \w+ (are|require) (inadequate|improvement to be good)",
        r"inspection of \w+( county council)? local authority childrens services",
        r"the impact of leaders on social work practice with children and families",
        r"the experiences and progress of (children (who need help and protection|looked after and achieving"
        r" permanence|in care( and care leavers)?)|care leavers)",
        r"the graded judgement (for adoption performance|about the experience and progress of care leavers)"
        r" is that it (is|requires) (good|inadequate|improvement)",
        r"section 1\d\d of the education and inspections act 2006",
        r"the local safeguarding children boards review regulations 2013",
        r"the office for standards in education childrens services and skills ofsted",
        r"^inspection dates? [a-z0-9 ]+",
        r"^(deputy lead|lead|team|shadow) inspectors? [a-z ]+",
        r"council leader cllr izzi seccombe con stour and the vale",
        r"councillor jeff morgan portfolio holder for childrens services",
        r"children and young people overview and scrutiny committee",
    )
)


@pytest.fixture(scope="module")
def make_seeds() -> ModuleType:
    """The script, as a module."""
    spec = importlib.util.spec_from_file_location("make_seeds", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def documents() -> list[Path]:
    """Every document in seeds/: all but the catalogue and the page about the folder."""
    return sorted(path for path in SEEDS.iterdir() if path.name not in {"documents.csv", "README.md"})


def text_of(path: Path) -> str:
    """A document's text, HTML tags included."""
    if path.suffix != ".pdf":
        return path.read_text(encoding="utf-8", errors="replace")
    pdf = pdfium.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def catalogue() -> list[dict[str, str]]:
    """The rows of documents.csv."""
    with (SEEDS / "documents.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_seed_is_what_its_text_makes(make_seeds: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert make_seeds.main(["--check"]) == 0, capsys.readouterr().out


def test_check_notices_a_changed_text(make_seeds: ModuleType, tmp_path: Path) -> None:
    made = make_seeds.make_all()
    name = "warwickshire-2017-local-press.txt"
    (tmp_path / name).write_bytes(made[name] + b"more\n")
    assert make_seeds.differs(name, made[name], tmp_path)


def test_check_notices_a_changed_report(make_seeds: ModuleType, tmp_path: Path) -> None:
    made = make_seeds.make_all()
    (tmp_path / "a.pdf").write_bytes(made["worcestershire-2019-report.pdf"])
    assert make_seeds.differs("a.pdf", made["worcestershire-2023-report.pdf"], tmp_path)
    assert not make_seeds.differs("a.pdf", made["worcestershire-2019-report.pdf"], tmp_path)


def test_the_same_texts_make_the_same_bytes(make_seeds: ModuleType) -> None:
    assert make_seeds.make_all() == make_seeds.make_all()


def test_documents_csv_names_every_document_and_no_other() -> None:
    assert [row["path"] for row in catalogue()] == [path.name for path in documents()]


def test_every_row_of_documents_csv_carries_a_licence() -> None:
    assert {row["licence"] for row in catalogue()} == {"CC BY 4.0"}


def test_every_report_says_where_and_when_the_real_one_was_published() -> None:
    for row in catalogue():
        if row["path"].endswith(".pdf"):
            assert re.fullmatch(r"https://files\.ofsted\.gov\.uk/v1/file/\d+", row["source"]), row
            assert re.fullmatch(r"20\d\d-\d\d-\d\d", row["issued"]), row


def test_the_page_about_the_folder_names_every_document() -> None:
    page = (SEEDS / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in documents() if f"`{path.name}`" not in page] == []


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_a_document_says_what_it_is(path: Path) -> None:
    first = text_of(path)
    if path.suffix == ".pdf":
        first = pdfium.PdfDocument(path)[0].get_textpage().get_text_range()
    # PDFium gives U+FFFE for a hyphen at the end of a line together with the break.
    assert WHAT_IT_IS.search(" ".join(first.replace("\ufffe", "-").split()))


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_nobody_is_quoted(path: Path) -> None:
    text = re.sub(r"<[^>]*>", " ", text_of(path))
    quoted = re.findall(r"“[^”]*”|(?<!\w)‘[^’]*’(?!\w)|\"[^\"]*\"", text)
    # Grades and the names of projects stand in quotation marks; speech would be longer.
    assert [words for words in quoted if len(words.split()) > 5] == []


def test_the_texts_show_the_disagreements_of_the_real_documents() -> None:
    text = {path.stem: " ".join(text_of(path).split()) for path in documents()}
    assert "makes 11 recommendations" in text["warwickshire-2017-local-press"]
    assert "12. Make regular meetings" in text["warwickshire-2017-report"]
    assert "the full inspection in 2016" in text["warwickshire-2018-council-news"]
    assert "Inspection date: 2 May to 25 May 2017" in text["warwickshire-2017-report"]
    assert "after an inspection in January" in text["worcestershire-2017-trade-press"]
    assert "24 October 2016 to 17 November 2016" in text["worcestershire-2017-report"]
    assert "published in February 2021" in text["warwickshire-2022-local-press"]
    assert "2022-02-01" in [row["issued"] for row in catalogue()]


def test_the_marks_of_a_text_become_blocks(make_seeds: ModuleType) -> None:
    source = make_seeds.parse('+++\nfile = "a.txt"\n+++\n\n# One | Good\n\n1. A\n   b\n- C\n  - D\n\nE\nF\n---\n')
    found = [(block.kind, block.number, block.text) for block in source.blocks]
    assert found == [
        ("section", "", "One | Good"),
        ("number", "1.", "A b"),
        ("bullet", "", "C"),
        ("nested", "", "D"),
        ("text", "", "E F"),
        ("page", "", ""),
    ]


def test_a_text_without_a_head_is_an_error(make_seeds: ModuleType) -> None:
    with pytest.raises(ValueError, match="begins with a TOML head"):
        make_seeds.parse("# No head\n")


# ---------------------------------------------------------------- against the real documents


def plain(text: str) -> str:
    """Lower-case words and numbers with single spaces; what stands between them is gone."""
    joined = re.sub(r"[’']|(?<=\d),(?=\d{3})", "", re.sub(r"[\ufffe\u0002]", "-", text))
    return " ".join(re.findall(r"[a-z0-9]+(?:\.[0-9]+)?", joined.lower()))


def runs(text: str) -> Iterator[str]:
    """Every run of RUN words."""
    words = text.split()
    return (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def real_files(shared: Path) -> list[Path]:
    """Every real document that is text or a PDF."""
    reports = (path for path in (shared / "corpus" / "reports").rglob("*.pdf") if path.read_bytes()[:4] == b"%PDF")
    return [*(shared / "seeds").glob("*.txt"), *reports]


def pieces(source: Any) -> list[str]:
    """What a text says: cover, table, footnotes and blocks, without the numbers of paragraphs."""
    head = source.head
    rows = [cell for row in head.get("judgements", []) for cell in row]
    cover = [text for _, text in head.get("cover", [])]
    blocks = [block.text for block in source.blocks]
    return [*cover, *head.get("table_head", []), *rows, *head.get("footnotes", []), *blocks]


def statements(make_seeds: ModuleType) -> Iterator[tuple[str, str]]:
    """(file, words) of every piece of our texts between labels: labels may be shared, sentences may not."""
    for source in make_seeds.sources():
        for text in pieces(source):
            words = plain(text)
            for label in LABELS:
                words = label.sub("\n", words)
            yield from ((source.file, piece) for piece in words.split("\n"))


@pytest.mark.real
def test_no_sentence_is_copied_from_a_real_document(make_seeds: ModuleType, shared: Path) -> None:
    ours = {run: f"{file}: {run}" for file, piece in statements(make_seeds) for run in runs(piece)}
    assert len(ours) > 5000
    copied: set[str] = set()
    for path in real_files(shared):
        copied.update(ours[run] for run in runs(plain(text_of(path))) if run in ours)
    assert sorted(copied) == []


# What the files in ../shared/seeds are called; the reports are found by their address.
ORIGINALS = {
    "warwickshire-2017-local-press.txt": "000_*.txt",
    "warwickshire-2018-council-news.html": "001_*.txt",
    "worcestershire-2017-trade-press.txt": "003_*.txt",
    "warwickshire-2022-local-press.txt": "004_*.txt",
}
NUMBER_WORDS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
LARGER = {"fourteen": "14", "twenty one": "21", "twenty four": "24", "thirty": "30", "sixty four": "64"}
DIGITS = {word: str(number) for number, word in enumerate(NUMBER_WORDS, 1)} | LARGER


def original(shared: Path, row: dict[str, str]) -> str:
    """The words of the real document that a row of documents.csv stands for."""
    if row["path"] in ORIGINALS:
        (found,) = (shared / "seeds").glob(ORIGINALS[row["path"]])
        return plain(text_of(found))
    reports = shared / "corpus" / "reports"
    with (reports / "documents.csv").open(encoding="utf-8", newline="") as file:
        (path,) = (real["path"] for real in csv.DictReader(file) if real["source"] == row["source"])
    return plain(text_of(reports / path))


def numbers(words: str) -> set[str]:
    """Every number in a run of words, in digits."""
    for word in sorted(DIGITS, key=len, reverse=True):
        words = re.sub(rf"\b{word}\b", DIGITS[word], words)
    return set(re.findall(r"\d+(?:\.\d+)?", words))


@pytest.mark.real
@pytest.mark.parametrize("row", catalogue(), ids=lambda row: str(row["path"]))
def test_a_retelling_states_no_number_that_the_real_document_lacks(
    make_seeds: ModuleType, shared: Path, row: dict[str, str]
) -> None:
    (source,) = (source for source in make_seeds.sources() if source.file == row["path"])
    told = numbers(plain(" ".join(pieces(source)).replace("CC BY 4.0", "")))
    assert told - numbers(original(shared, row)) == set()

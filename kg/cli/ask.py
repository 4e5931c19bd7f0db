"""`kg ask`: saved questions, asked with words instead of IRIs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import message, result
from kg.cli.options import OUTPUT, Build, Store
from kg.cli.push import opened

if TYPE_CHECKING:
    from kg.graph.query import Rows
    from kg.questions import Question


class AnswerFormat(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def _option(text: str, *names: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(*names, help=text, show_default=False)
    return option


def ask(
    name: Annotated[
        str | None, typer.Argument(help="A saved question; without one, all are listed.", show_default=False)
    ] = None,
    authority: Annotated[str | None, _option("Local authority: name or code.")] = None,
    aspect: Annotated[str | None, _option("What a grade is about: adoption …")] = None,
    grade: Annotated[str | None, _option("Grade: good, inadequate …")] = None,
    theme: Annotated[str | None, _option("Theme of recommendations: caseloads …")] = None,
    indicator: Annotated[str | None, _option("What is counted: caseload, looked-after …")] = None,
    role: Annotated[str | None, _option("Role: lead-inspector, lead-member …")] = None,
    genre: Annotated[str | None, _option("Kind of document: local-press …")] = None,
    direction: Annotated[str | None, _option("Of a change: improved, declined …")] = None,
    outcome: Annotated[str | None, _option("Of a recommendation: repeated, addressed …")] = None,
    person: Annotated[str | None, _option("A person's name.")] = None,
    since: Annotated[str | None, _option("First day, month or year.", "--from")] = None,
    until: Annotated[str | None, _option("Last day, month or year.")] = None,
    form: Annotated[AnswerFormat, typer.Option("--format", help="How to print.")] = AnswerFormat.TABLE,
    sparql: Annotated[bool, typer.Option("--sparql", help="Print the query instead of asking it.")] = False,
    build: Build = OUTPUT,
    store: Store = "",
) -> None:
    """Ask a saved question. Every answer shows the words that it rests on.

    \b
    Examples:
      kg ask history --authority Warwickshire --aspect adoption
      kg ask judged --grade inadequate --from 2015 --format csv
    """
    options = {
        "authority": authority, "aspect": aspect, "grade": grade, "theme": theme, "indicator": indicator,
        "role": role, "genre": genre, "direction": direction, "outcome": outcome, "person": person, "from": since, "until": until,
    }  # fmt: skip
    if name is None:
        for line in _listed():
            result(line)
        return
    _answer(name, {key: value for key, value in options.items() if value is not None}, form, sparql, build, store)


def _answer(name: str, given: Mapping[str, str], form: AnswerFormat, sparql: bool, build: Path, at: str) -> None:
    """Ask, and print the answer; or print the query."""
    from kg.graph.results import write_result
    from kg.graph.store import base_of
    from kg.questions import ask as put
    from kg.questions import check_given, find_question, portable, values_of

    question = find_question(name)
    check_given(question, given)
    store = opened(build, at)
    if sparql:
        question = portable(question) if at else question
        result(question.standalone(values_of(store, question, given)).rstrip("\n"))
        return
    rows = put(store, question, given)
    if form is not AnswerFormat.TABLE:
        write_result(rows, form.value, sys.stdout.buffer)
        return
    _print(question, rows, given)
    if len(rows):
        message(_next_step(rows, base_of(store), build, at))


def _listed() -> Iterator[str]:
    """Every question with its parameters, and how to go on."""
    from kg.questions import saved_questions

    for question in saved_questions().values():
        yield f"{question.name}\n    {question.text}"
        parameters = (
            f"--{p.name}{' (needed)' if p.required else f' [{p.default}]' if p.default else ''}"
            for p in question.parameters
        )
        yield f"    {'  '.join(parameters)}"
    yield "\nAsk one: kg ask history --authority Warwickshire"


def _print(question: Question, rows: Rows, given: Mapping[str, str]) -> None:
    """The question with what was given, and the rows without it."""
    from kg.cli.answer import answer_lines

    asked = ", ".join(f"{name} {words}" for name, words in given.items())
    result(f"{question.text} ({asked})\n" if asked else f"{question.text}\n")
    for line in answer_lines(rows, given) if len(rows) else ():
        result(line)
    if not len(rows):
        result("Nothing in this build answers that; tables/coverage.csv says what it holds of whom.")


def _next_step(rows: Rows, base: str, build: Path, at: str) -> str:
    """How many rows there are, and how to see the first row's words in their place."""
    from kg.cli.answer import first_fact

    where = "" if build == OUTPUT else f" --build {build}"
    iri = first_fact(rows).removeprefix(base)
    shown = f"\nThe words in their place: kg explain {iri}{where}" if iri and not at else ""
    return f"\n{len(rows)} row{'' if len(rows) == 1 else 's'}. In full, with IRIs: --format csv{shown}"

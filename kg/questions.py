"""Saved questions: the files in `ontology/queries/`, what their parameters mean, and how one is asked.

A file is a SELECT that runs as it stands. Comment lines before it hold the question, a note, and its parameters:

    # How has an authority been graded?
    #
    # A note, where one is needed.
    # @param authority (required): A local authority, by name or code. Example: Warwickshire

A parameter `authority` stands in the query as `VALUES ?authority_iri { UNDEF }` (`from` and `until` as
`VALUES ?from { UNDEF }`); what stands there instead of UNDEF is its default. To ask with a value puts the value there,
as a term written by the engine, so that no word that a person types is ever read as SPARQL.

Oxigraph joins by the shape of a query: it takes a pattern with only its predicate given for a million rows, and one with its
predicate and object for ten thousand. A subselect that others are joined to therefore ends with LIMIT 999999, so that it is
where the joins begin; and what is OPTIONAL stands after all that is joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError, UsageError
from kg.graph.names import ALL_PREFIXES
from kg.graph.query import Iri, Rows, run_query
from kg.graph.store import Readable, base_of
from kg.settings import DEFAULT_BASE, ontology_dir
from kg.vocabulary import Authority, Concept, lexicon

Term = ox.NamedNode | ox.Literal
DATES = frozenset({"from", "until"})
PARAMETERS = (
    "authority", "aspect", "grade", "theme", "indicator", "role", "genre", "direction", "outcome", "person", "from", "until",
)  # fmt: skip
"""Every parameter that a question may have. Those that are no authority, person or date are vocabularies."""

_PARAM = re.compile(r"@param (?P<name>[a-z]+)(?P<required> \(required\))?: (?P<about>.+?\.) Example: (?P<example>.+)")
_VALUES = r"(VALUES \?{variable} \{{) ([^{{}}]*) (\}})"
_PEOPLE = "SELECT ?person ?name WHERE { ?person a foaf:Person ; foaf:name|skos:altLabel ?name }"
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_PREFIX = re.compile(r"(?<![\w?:-])([a-z-]+):(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked about. `default` is shown to people; "" where there is none."""

    name: str
    description: str
    example: str
    required: bool
    default: str

    @property
    def variable(self) -> str:
        """The name of its variable in the query."""
        return self.name if self.name in DATES else f"{self.name}_iri"


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question: its name, the question in plain English, a note or "", its parameters and its query."""

    name: str
    text: str
    note: str
    parameters: tuple[Parameter, ...]
    query: str

    def sparql(self, values: Mapping[str, Iterable[Term]] | None = None) -> str:
        """The query with these values in the places of its parameters, each value written as a term."""
        text = self.query
        for parameter in self.parameters:
            terms = " ".join(str(term) for term in (values or {}).get(parameter.name, ()))
            if terms:
                text = re.sub(_slot(parameter.variable), rf"\1 {_literally(terms)} \3", text)
        return text

    def standalone(self, values: Mapping[str, Iterable[Term]] | None = None) -> str:
        """The same with the prefixes that it uses declared, for other tools."""
        text = self.sparql(values)
        used = set(_PREFIX.findall(re.sub(r'^#.*$|"[^"\n]*"|<[^>\n]*>', "", text, flags=re.MULTILINE)))
        lines = [f"PREFIX {name}: <{ALL_PREFIXES[name]}>\n" for name in sorted(used & ALL_PREFIXES.keys())]
        return "".join(lines) + text


def _slot(variable: str) -> str:
    return _VALUES.format(variable=variable)


def _literally(text: str) -> str:
    """Text that a replacement takes as it is."""
    return text.replace("\\", "\\\\")


def saved_questions(folder: Path | None = None) -> Mapping[str, Question]:
    """Every saved question by name, in the order of names. Raises DataError for a file that is no question."""
    files = sorted((folder or ontology_dir() / "queries").glob("*.rq"))
    return {file.stem: read_question(file.stem, file.read_text(encoding="utf-8-sig")) for file in files}


def read_question(name: str, text: str) -> Question:
    """Read a question from the text of its file. Raises DataError when its comment lines or places are not as
    they must be, naming the question and what is missing."""
    lines = [line.removeprefix("#").strip() for line in re.match(r"(?:#.*\n)*", text)[0].splitlines()]  # type: ignore[index]
    if not lines or not lines[0].endswith("?"):
        raise DataError(f"saved question {name}: its first line must be a comment that ends with a question mark")
    parameters = tuple(_parameter(name, line, text) for line in lines if line.startswith("@"))
    note = " ".join(line for line in lines[1:] if line and not line.startswith("@"))
    return Question(name, lines[0], note, parameters, text)


def _parameter(question: str, line: str, text: str) -> Parameter:
    found = _PARAM.fullmatch(line)
    if found is None or found["name"] not in PARAMETERS:
        raise DataError(f'saved question {question}: {line!r} must read "@param NAME: What it is. Example: …"')
    made = Parameter(found["name"], found["about"], found["example"], bool(found["required"]), "")
    slots = re.findall(_slot(made.variable), text)
    if not slots:
        raise DataError(f"saved question {question}: nothing stands as VALUES ?{made.variable} {{ UNDEF }}")
    default = slots[0][1].replace("UNDEF", "").split()
    shown = " or ".join(value.rpartition(":")[2] for value in default)
    return Parameter(made.name, made.description, made.example, made.required, shown)


def find_question(name: str) -> Question:
    """A saved question by name. Raises UsageError with the closest names when there is none."""
    known = saved_questions()
    if name not in known:
        close = _meant(name, {one: one for one in known})
        raise UsageError(f"no saved question {name!r}{close or '; kg ask lists them'}")
    return known[name]


def portable(question: Question) -> Question:
    """The question as engines other than Oxigraph take it: its query is that in `queries/elsewhere/`, where there is one.

    Those have the same answers. They stand apart as the others are faster in Oxigraph, and Virtuoso cannot compile them.
    """
    file = ontology_dir() / "queries" / "elsewhere" / f"{question.name}.rq"
    return replace(question, query=file.read_text(encoding="utf-8")) if file.is_file() else question


def ask(store: Readable, question: Question, given: Mapping[str, str]) -> Rows:
    """Ask a build. `given`: parameter → what a person typed, e.g. {"authority": "Warwickshire"}.

    Raises UsageError for a parameter that the question has not or that it needs, and for words that mean nothing.
    """
    if not isinstance(store, ox.Store):
        question = portable(question)
    found = run_query(store, question.sparql(values_of(store, question, given)))
    if not isinstance(found, Rows):
        raise DataError(f"saved question {question.name}: it is no SELECT")
    return found


def values_of(store: Readable, question: Question, given: Mapping[str, str]) -> dict[str, tuple[Term, ...]]:
    """What the words that a person typed mean in this build. Raises UsageError as `ask` does."""
    check_given(question, given)
    return {name: meaning(store, name, words) for name, words in given.items()}


def check_given(question: Question, given: Mapping[str, str]) -> None:
    """Raises UsageError for a parameter that the question has not, or that it needs and is not given."""
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            has = ", ".join(f"--{other}" for other in known) or "none"
            raise UsageError(f"the question {question.name} has no --{name}; it has {has}")
    for parameter in question.parameters:
        if parameter.required and not given.get(parameter.name):
            example = f'kg ask {question.name} --{parameter.name} "{parameter.example}"'
            raise UsageError(f"the question {question.name} needs --{parameter.name}, for instance: {example}")


def meaning(store: Readable, parameter: str, words: str) -> tuple[Term, ...]:
    """The terms that words mean as a value of a parameter. Raises UsageError, with the closest that there are."""
    if parameter == "person":
        return people_named(store, words)
    return (meaning_below(base_of(store) or DEFAULT_BASE, parameter, words),)


def meaning_below(base: str, parameter: str, words: str) -> Term:
    """The same for a parameter that is no person, which needs no store but only the base of its IRIs."""
    if parameter in DATES:
        if not _DATE.fullmatch(words):
            raise UsageError(f"--{parameter} {words!r} is no date: write 2017, 2017-05 or 2017-05-02")
        return ox.Literal(words)
    if parameter == "authority":
        return ox.NamedNode(f"{base}authority/{authority_meant(words).gss}")
    return ox.NamedNode(concept_meant(parameter, words).iri)


def concept_meant(scheme: str, words: str) -> Concept:
    """The concept that a notation or a label means. Raises UsageError, with the closest that there are."""
    concept = lexicon().scheme(scheme).concepts.get(words) or lexicon().match(scheme, words)
    if concept is None:
        concepts = lexicon().scheme(scheme).concepts.values()
        labels = {label: one.notation for one in concepts for label in (one.notation, *one.labels)}
        raise UsageError(f"no {scheme} {words!r}{_meant(words, labels)}")
    return concept


def authority_meant(words: str) -> Authority:
    """The authority that a name or a code means. Raises UsageError, with the closest that there are."""
    known = lexicon()
    by_la_code = {authority.la_code: authority for authority in known.authorities.values()}
    found = known.authority(words.upper()) or by_la_code.get(words) or known.authority_named(words)
    if found is None:
        labels = {name: a.name for a in known.authorities.values() for name in (a.name, *a.aliases)}
        raise UsageError(f"no authority {words!r}{_meant(words, labels)}")
    return found


def people_named(store: Readable, words: str) -> tuple[ox.NamedNode, ...]:
    """Everyone of that name: a build can know several."""
    by_name: dict[str, set[str]] = {}
    shown: dict[str, str] = {}
    known = run_query(store, _PEOPLE)
    for person, name in known if isinstance(known, Rows) else ():
        if isinstance(person, Iri):
            by_name.setdefault(_plain(str(name)), set()).add(person)
            shown[str(name)] = str(name)
    if _plain(words) not in by_name:
        raise UsageError(f"this build knows no person {words!r}{_meant(words, shown)}")
    return tuple(map(ox.NamedNode, sorted(by_name[_plain(words)])))


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())


def _meant(words: str, labels: Mapping[str, str]) -> str:
    """ "; did you mean …?" with up to three that are close. `labels`: each way of writing → what is shown for it."""
    plain = {_plain(label): shown for label, shown in sorted(labels.items(), reverse=True)}
    begun = [label for label in sorted(plain) if words and label.startswith(_plain(words))]
    close = [*get_close_matches(_plain(words), sorted(plain), n=6, cutoff=0.6), *begun]
    meant = list(dict.fromkeys(plain[label] for label in close))[:3]
    return f"; did you mean {' or '.join(meant)}?" if meant else ""

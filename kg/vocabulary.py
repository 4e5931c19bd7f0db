"""The ontology as a lexicon: vocabularies and register from `ontology/`; label -> concept, name -> authority.

Everything here is read from Turtle files; to teach a new way of writing, add a `skos:hiddenLabel` there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import DataError
from kg.lexicon import LabelFinder, name_forms, normalise, plain_name
from kg.settings import ontology_dir
from kg.terms import NAMESPACE

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_INSP = NAMESPACE
_DCT = "http://purl.org/dc/terms/"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

# subject -> predicate -> objects (IRIs and literal values alike), each sorted
_Description = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of a vocabulary.

    Attributes:
        rank: of a grade, 1 is the best; None where grades have no order.
        scales: of a grade, the notations of the scales that have it.
        aspect, covers: of a row for several aspects, the one it stands under and all that it speaks for.
        valid_from, valid_until: of a framework or scale, ISO days or "".
        legal_basis: of a framework, the provisions' IRIs at legislation.gov.uk.
    """

    iri: str
    scheme: str
    notation: str
    label: str
    alt_labels: tuple[str, ...]
    hidden_labels: tuple[str, ...]
    definition: str
    broader: str = ""
    rank: int | None = None
    scales: tuple[str, ...] = ()
    aspect: str = ""
    covers: tuple[str, ...] = ()
    valid_from: str = ""
    valid_until: str = ""
    legal_basis: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """Every way in which the concept is written, the preferred one first."""
        return (self.label, *self.alt_labels, *self.hidden_labels)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A vocabulary; `concepts` by notation, in the order of notations."""

    iri: str
    name: str
    title: str
    description: str
    concepts: Mapping[str, Concept]


@dataclass(frozen=True, slots=True)
class AspectRow:
    """What the heading or table row of a grade is about: the aspect, and all the aspects that it covers."""

    aspect: str
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrameworkVersion:
    """Which aspects frameworks grade in inspections whose first day lies in a period.

    `aspects` are always graded, `may_report` sometimes; all others are not reported (which is not "missing").
    """

    iri: str
    notation: str
    frameworks: tuple[str, ...]
    valid_from: str
    valid_until: str
    aspects: tuple[str, ...]
    may_report: tuple[str, ...]
    combined_rows: tuple[str, ...]

    def in_force(self, day: str) -> bool:
        """Whether it applied on that day (ISO)."""
        return self.valid_from <= day and (not self.valid_until or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Authority:
    """A local authority of the register. IRIs have the default base.

    Attributes:
        gss, former_gss: its ONS code now, and codes that it had before with the same area.
        neighbours, successor_of: GSS codes.
        type, region: names, e.g. "Unitary Authority", "North East".
        established, abolished: ISO days or "" (only where it came from, or went into, another authority).
    """

    iri: str
    gss: str
    la_code: str
    urn: str
    name: str
    aliases: tuple[str, ...]
    type: str
    region: str
    region_gss: str
    neighbours: tuple[str, ...]
    successor_of: tuple[str, ...]
    former_gss: tuple[str, ...]
    established: str
    abolished: str

    def exists(self, day: str) -> bool:
        """Whether it was there on that day (ISO); an empty day means today's state of the register."""
        if not day:
            return not self.abolished
        return self.established <= day and (not self.abolished or day < self.abolished)


class Lexicon:
    """Vocabularies and register of one ontology folder; each part is read when it is first needed.

    Raises (on first use): DataError for a file that is not valid Turtle.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._finders: dict[tuple[str, ...], LabelFinder[Concept]] = {}
        self._labels: dict[str, Mapping[str, Concept]] = {}

    @cached_property
    def schemes(self) -> Mapping[str, Scheme]:
        """Every vocabulary by name (`grade`, `aspect`, `role`, `theme` …)."""
        return _schemes(self._vocabulary)

    @cached_property
    def framework_versions(self) -> tuple[FrameworkVersion, ...]:
        """Every version of a framework, by first day."""
        found = (_version(self._vocabulary, c) for c in self.scheme("framework-version").concepts.values())
        return tuple(sorted(found, key=lambda version: (version.valid_from, version.notation)))

    @cached_property
    def authorities(self) -> Mapping[str, Authority]:
        """Every authority by its current GSS code, in the order of codes."""
        registers = sorted(self._folder.glob("*/register/*.ttl"))
        data = _read([*registers, self._folder / "vocab/authority-types.ttl"])
        kind = _INSP + "Authority"
        found = (_authority(data, iri) for iri, about in data.items() if kind in about.get(_TYPE, ()))
        return MappingProxyType({a.gss: a for a in sorted(found, key=lambda authority: authority.gss)})

    def scheme(self, name: str) -> Scheme:
        """A vocabulary by name. Raises KeyError."""
        return self.schemes[name]

    def concept(self, scheme: str, notation: str) -> Concept:
        """A concept by its notation. Raises KeyError."""
        return self.schemes[scheme].concepts[notation]

    def match(self, scheme: str, text: str) -> Concept | None:
        """The concept of which the whole text is a label (but for numbering, a colon, footnote digits)."""
        if scheme not in self._labels:
            concepts = self.scheme(scheme).concepts.values()
            self._labels[scheme] = {normalise(label): c for c in concepts for label in c.labels}
        return self._labels[scheme].get(normalise(text))

    def find(self, schemes: Iterable[str], text: str) -> Iterator[tuple[int, int, Concept]]:
        """Yield (start, end, concept) for the labels of these vocabularies in a text: leftmost, then longest.

        Offsets count in `text`. A label of several concepts is given for each.
        """
        names = tuple(schemes)
        if names not in self._finders:
            concepts = [c for name in names for c in self.scheme(name).concepts.values()]
            self._finders[names] = LabelFinder((label, c) for c in concepts for label in c.labels)
        return self._finders[names].find(text)

    def aspect_row(self, text: str) -> AspectRow | None:
        """What a grade under this heading or row label is about, or None where it is no such heading."""
        row = self.match("row", text)
        if row:
            return AspectRow(row.aspect, row.covers)
        aspect = self.match("aspect", text)
        return AspectRow(aspect.notation, (aspect.notation,)) if aspect else None

    def framework_version(self, framework: str, first_day: str) -> FrameworkVersion | None:
        """The version of a framework (by notation) for an inspection that began on that ISO day."""
        for version in self.framework_versions:
            if framework in version.frameworks and version.in_force(first_day):
                return version
        return None

    def authority(self, gss: str) -> Authority | None:
        """An authority by its GSS code, the current one or a former one of the same area."""
        return self.authorities.get(gss) or self._by_former_code.get(gss)

    def authority_named(self, name: str, on: str = "") -> Authority | None:
        """The one authority of that name, or None where there is none or more than one.

        Forms such as "London Borough of X", "X City Council", "X local authority", "the Royal Borough of X"
        count. Where two share a name, the one that existed on the ISO day `on` is meant (without it:
        the one that still exists).
        """
        for form in name_forms(name):
            found = self._by_name.get(form)
            if found:
                return _one(found, on)
        return None

    def find_authorities(self, text: str, on: str = "") -> Iterator[tuple[int, int, Authority]]:
        """Yield (start, end, authority) for the names of authorities in a text; `on` as in `authority_named`.

        Names that are also words (Reading, Bury) are given wherever capitalised: the caller weighs them.
        """
        for start, end, name in self._name_finder.find(text):
            authority = _one(self._by_name[name], on)
            if authority:
                yield start, end, authority

    @cached_property
    def _vocabulary(self) -> Mapping[str, _Description]:
        files = [*self._folder.glob("vocab/*.ttl"), *self._folder.glob("*/*.ttl")]
        return _read(sorted(set(files)))

    @cached_property
    def _by_former_code(self) -> Mapping[str, Authority]:
        return {code: a for a in self.authorities.values() for code in a.former_gss}

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Authority, ...]]:
        found: dict[str, dict[str, Authority]] = {}
        for authority in self.authorities.values():
            for name in (authority.name, *authority.aliases):
                found.setdefault(plain_name(name), {})[authority.gss] = authority
        return {name: tuple(by_code.values()) for name, by_code in found.items()}

    @cached_property
    def _name_finder(self) -> LabelFinder[str]:
        names = {label for a in self.authorities.values() for label in (a.name, *a.aliases)}
        return LabelFinder(((name, plain_name(name)) for name in sorted(names)), proper=True)


@cache
def lexicon() -> Lexicon:
    """The lexicon of the project's own ontology."""
    return Lexicon(ontology_dir())


def _one(found: tuple[Authority, ...], on: str) -> Authority | None:
    if len(found) > 1:
        found = tuple(authority for authority in found if authority.exists(on))
    return found[0] if len(found) == 1 else None


def _read(files: Iterable[Path]) -> Mapping[str, _Description]:
    """Subject -> predicate -> sorted objects of all the files together."""
    data: dict[str, dict[str, list[str]]] = {}
    for file in files:
        try:
            for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
                about = data.setdefault(_value(triple.subject), {})
                about.setdefault(triple.predicate.value, []).append(_value(triple.object))
        except (SyntaxError, OSError) as error:
            raise DataError(f"{file}: not valid Turtle ({error}); mend the file or restore it") from error
    return {s: {p: tuple(sorted(objects)) for p, objects in about.items()} for s, about in data.items()}


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(term, ox.Triple):
        raise SyntaxError("a quoted triple has no place in a vocabulary")
    return term.value


def _schemes(data: Mapping[str, _Description]) -> Mapping[str, Scheme]:
    concepts: dict[str, list[Concept]] = {}
    for iri, about in data.items():
        for scheme in about.get(_SKOS + "inScheme", ()):
            concepts.setdefault(scheme, []).append(_concept(data, iri, _last(scheme)))
    found = (_scheme(data, iri, concepts[iri]) for iri in sorted(concepts))
    return MappingProxyType({scheme.name: scheme for scheme in found})


def _scheme(data: Mapping[str, _Description], iri: str, concepts: list[Concept]) -> Scheme:
    by_notation = {c.notation: c for c in sorted(concepts, key=lambda concept: concept.notation)}
    about = data.get(iri, {})
    return Scheme(
        iri,
        _last(iri),
        _first(about, _DCT + "title"),
        _first(about, _DCT + "description"),
        MappingProxyType(by_notation),
    )


def _concept(data: Mapping[str, _Description], iri: str, scheme: str) -> Concept:
    about = data[iri]
    rank = _first(about, _INSP + "rank")
    return Concept(
        iri=iri,
        scheme=scheme,
        notation=_first(about, _SKOS + "notation"),
        label=_first(about, _SKOS + "prefLabel"),
        alt_labels=about.get(_SKOS + "altLabel", ()),
        hidden_labels=about.get(_SKOS + "hiddenLabel", ()),
        definition=_first(about, _SKOS + "definition"),
        broader=_last(_first(about, _SKOS + "broader")),
        rank=int(rank) if rank else None,
        scales=_lasts(about, "scale"),
        aspect=_last(_first(about, _INSP + "aspect")),
        covers=_lasts(about, "covers"),
        valid_from=_first(about, _INSP + "validFrom"),
        valid_until=_first(about, _INSP + "validUntil"),
        legal_basis=about.get(_INSP + "legalBasis", ()),
    )


def _version(data: Mapping[str, _Description], concept: Concept) -> FrameworkVersion:
    about = data[concept.iri]
    return FrameworkVersion(
        iri=concept.iri,
        notation=concept.notation,
        frameworks=_lasts(about, "framework"),
        valid_from=concept.valid_from,
        valid_until=concept.valid_until,
        aspects=_lasts(about, "reportsAspect"),
        may_report=_lasts(about, "mayReportAspect"),
        combined_rows=_lasts(about, "combinedRow"),
    )


def _authority(data: Mapping[str, _Description], iri: str) -> Authority:
    about = data[iri]
    region = _first(about, _INSP + "region")
    return Authority(
        iri=iri,
        gss=_first(about, _INSP + "gssCode"),
        la_code=_first(about, _INSP + "laCode"),
        urn=_first(about, _INSP + "ofstedUrn"),
        name=_first(about, _SKOS + "prefLabel"),
        aliases=about.get(_SKOS + "altLabel", ()),
        type=_first(data[_first(about, _INSP + "authorityType")], _SKOS + "prefLabel"),
        region=_first(data[region], _SKOS + "prefLabel"),
        region_gss=_first(data[region], _INSP + "gssCode"),
        neighbours=_lasts(about, "statisticalNeighbour"),
        successor_of=_lasts(about, "successorOf"),
        former_gss=about.get(_INSP + "formerGssCode", ()),
        established=_first(about, _INSP + "established"),
        abolished=_first(about, _INSP + "abolished"),
    )


def _first(about: _Description, predicate: str) -> str:
    return next(iter(about.get(predicate, ())), "")


def _lasts(about: _Description, term: str) -> tuple[str, ...]:
    return tuple(_last(iri) for iri in about.get(_INSP + term, ()))


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]

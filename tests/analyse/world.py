"""A store in which each test says what is known, in few words."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from kg.analyse import Facts
from kg.settings import DEFAULT_BASE
from kg.terms import NAMESPACE, VOCAB

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
FOAF = "http://xmlns.com/foaf/0.1/"
PROV = "http://www.w3.org/ns/prov#"
ORG = "http://www.w3.org/ns/org#"


def thing(path: str) -> str:
    """The IRI of a thing of the build."""
    return DEFAULT_BASE + path


def concept(scheme: str, notation: str) -> str:
    """The IRI of a concept."""
    return f"{VOCAB}{scheme}/{notation}"


def insp(name: str) -> str:
    """A term of our own."""
    return NAMESPACE + name


class World:
    """What is known. Paths are below the base; an inspection's path is `inspection/{authority}/{first day}`."""

    def __init__(self) -> None:
        self.store = ox.Store()
        self._passages = 0

    def facts(self) -> Facts:
        """The facts of the store."""
        return Facts(self.store)

    def say(self, subject: str, *pairs: tuple[str, str]) -> str:
        """Predicate and object pairs of a subject; an object that is no IRI is a string."""
        for predicate, value in pairs:
            term = ox.NamedNode(value) if value.startswith("http") else ox.Literal(value)
            self.store.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), term))
        return subject

    def state(self, fact: str, document: str, start: int | None = None, end: int | None = None) -> str:
        """A passage that states a fact; without a place, one of its own after all others."""
        if start is None or end is None:
            self._passages += 100
            start, end = 10_000 + self._passages, 10_050 + self._passages
        return self.say(fact, (insp("evidence"), thing(f"passage/{document}/{start}-{end}")))

    def authority(self, code: str, region: str = "", kind: str = "", near: Sequence[str] = ()) -> str:
        iri = self.say(
            thing(f"authority/{code}"), (RDF + "type", insp("Authority")), (SKOS + "prefLabel", f"Place {code}")
        )
        for name, value in (("region", region), ("authorityType", kind)):
            if value:
                self.say(iri, (insp(name), self.say(thing(f"{name}/{value}"), (SKOS + "prefLabel", value))))
        return self.say(iri, *((insp("statisticalNeighbour"), thing(f"authority/{other}")) for other in near))

    def inspection(
        self, code: str, start: str, grade: str = "", report: bool = True, framework: str = "ilacs-standard"
    ) -> str:
        """An inspection, with its report (document `{code}-{start}`) and the overall grade that it gives."""
        self.authority(code)
        iri = self.say(
            thing(f"inspection/{code}/{start}"), (RDF + "type", insp("Inspection")), (insp("startDate"), start),
            (insp("inspects"), thing(f"authority/{code}")), (insp("framework"), concept("framework", framework)),
        )  # fmt: skip
        if report:
            self.document(f"{code}-{start}", "inspection-report")
            self.say(iri, (insp("report"), thing(f"document/{code}-{start}")))
        if grade:
            self.judgement(code, start, grade)
        return iri

    def judgement(
        self, code: str, start: str, grade: str, document: str = "", aspect: str = "overall-effectiveness"
    ) -> str:
        fact = self.say(
            thing(f"judgement/{code}/{start}/{aspect}/{grade}"), (RDF + "type", insp("Judgement")),
            (insp("inspection"), thing(f"inspection/{code}/{start}")), (insp("body"), thing(f"authority/{code}")),
            (insp("covers"), concept("aspect", aspect)), (insp("grade"), concept("grade", grade)),
        )  # fmt: skip
        return self.state(fact, document or f"{code}-{start}")

    def change(self, code: str, earlier: tuple[str, str], later: tuple[str, str], direction: str) -> str:
        """A transition of the overall grade; (first day, grade) of both inspections, which are made."""
        for start, grade in (earlier, later):
            self.inspection(code, start, grade)
        return self.say(
            thing(f"transition/{code}-{later[0]}"), (RDF + "type", insp("Transition")),
            (insp("body"), thing(f"authority/{code}")),
            (insp("aspect"), concept("aspect", "overall-effectiveness")), (insp("direction"), concept("direction", direction)),
            (insp("earlierInspection"), thing(f"inspection/{code}/{earlier[0]}")),
            (insp("laterInspection"), thing(f"inspection/{code}/{later[0]}")),
            (insp("earlierGrade"), concept("grade", earlier[1])), (insp("laterGrade"), concept("grade", later[1])),
        )  # fmt: skip

    def document(self, name: str, genre: str) -> str:
        return self.say(
            thing(f"document/{name}"), (RDF + "type", insp("Document")), (insp("path"), f"{name}.txt"),
            (insp("genre"), concept("genre", genre)),
        )  # fmt: skip

    def recommendation(self, code: str, start: str, number: int, *themes: str, board: bool = False) -> str:
        """A recommendation to the authority that is inspected, or to its board."""
        for theme in themes:
            self.say(concept("theme", theme), (SKOS + "prefLabel", theme))
        fact = self.say(
            thing(f"recommendation/{code}/{start}/authority/{number}"), (RDF + "type", insp("Recommendation")),
            (insp("inspection"), thing(f"inspection/{code}/{start}")), (insp("text"), f"Do {number}"),
            (insp("body"), thing(f"organisation/{code}/lscb" if board else f"authority/{code}")),
            *((insp("theme"), concept("theme", theme)) for theme in themes),
        )  # fmt: skip
        return self.state(fact, f"{code}-{start}")

    def outcome(self, name: str, code: str, start: str, outcome: str, rests_on: str = "") -> str:
        """What the report of an inspection says became of something asked for earlier."""
        statement = self.say(thing(f"followupstatement/{name}"), (RDF + "type", insp("FollowUpStatement")))
        self.say(
            thing(f"followup/{name}"), (RDF + "type", insp("FollowUp")), (insp("outcome"), concept("outcome", outcome)),
            (insp("basis"), concept("basis", "stated")), (insp("laterInspection"), thing(f"inspection/{code}/{start}")),
            *((PROV + "wasDerivedFrom", one) for one in (statement, rests_on) if one),
        )  # fmt: skip
        return self.state(statement, f"{code}-{start}")

    def again(self, earlier: str, later: str, similarity: str = "0.5") -> str:
        return self.say(
            thing(f"recurrence/{'-'.join(one.removeprefix(DEFAULT_BASE).replace('/', '-') for one in (earlier, later))}"),
            (RDF + "type", insp("Recurrence")), (insp("recommendation"), later), (insp("earlierRecommendation"), earlier),
            (insp("similarity"), similarity),
        )  # fmt: skip

    def part(self, person: str, code: str, start: str, role: str = "inspector") -> str:
        fact = self.say(
            thing(f"participation/{person}-{code}-{start}-{role}"), (RDF + "type", insp("Participation")),
            (insp("inspection"), thing(f"inspection/{code}/{start}")), (PROV + "hadRole", concept("role", role)),
            (PROV + "agent", self.say(thing(f"person/{person}"), (FOAF + "name", person.title()))),
        )  # fmt: skip
        return self.state(fact, f"{code}-{start}")

    def finding(
        self,
        name: str,
        code: str,
        start: str,
        polarity: str,
        *themes: str,
        document: str = "",
        at: tuple[int, int] | None = None,
    ) -> str:
        for theme in themes:
            self.say(concept("theme", theme), (SKOS + "prefLabel", theme))
        fact = self.say(
            thing(f"finding/{name}"), (RDF + "type", insp("Finding")), (insp("polarity"), concept("polarity", polarity)),
            (insp("inspection"), thing(f"inspection/{code}/{start}")),
            *((insp("theme"), concept("theme", theme)) for theme in themes),
        )  # fmt: skip
        return self.state(fact, document or f"{code}-{start}", *(at or (None, None)))

    def mention(self, path: str, document: str, start: int, end: int, service_type: str = "") -> str:
        """A mention of a thing; with a type, of a service of that type."""
        named = thing(path)
        if not path.startswith("authority/"):
            self.say(named, (SKOS + "prefLabel", path.rpartition("/")[2].replace("-", " ").title()))
        if service_type:
            kind = self.say(concept("service-type", service_type), (SKOS + "prefLabel", service_type.title()))
            self.say(named, (insp("serviceType"), kind))
        fact = self.say(
            thing(f"mention/{path.replace('/', '-')}-{document}-{start}"),
            (RDF + "type", insp("Mention")),
            (insp("about"), named),
        )
        return self.state(fact, document, start, end)

    def office(self, name: str, organisation: str, role: str, document: str, since: str = "", person: str = "") -> str:
        fact = self.say(
            thing(f"appointment/{name}"), (RDF + "type", insp("Appointment")), (ORG + "organization", thing(organisation)),
            (ORG + "role", concept("role", role)),
        )  # fmt: skip
        if since:
            self.say(fact, (insp("from"), since))
        if person:
            self.say(fact, (ORG + "member", self.say(thing(f"person/{person}"), (FOAF + "name", person.title()))))
        return self.state(fact, document)

"""A small whole of every class that a shape speaks of, and ways to break it."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import Namespace

SH = Namespace("http://www.w3.org/ns/shacl#")
BASE = "https://w3id.org/inspection-kg/id/"
PREFIXES = """
@prefix dct: <http://purl.org/dc/terms/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix insp: <https://w3id.org/inspection-kg/ontology#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix v: <https://w3id.org/inspection-kg/vocab/> .
@base <https://w3id.org/inspection-kg/id/> .
"""
PASSAGE = """
<passage/d/0-4> a insp:Passage ; dct:isPartOf <document/d> ; oa:start 0 ; oa:end 4 ;
    oa:exact "Good" ; insp:page 1 .
"""
FACT = 'insp:evidence <passage/d/0-4> ; insp:confidence 0.9 ; insp:extractor "rule"'
INSPECTION = "insp:inspection <inspection/E10000031/2017-05-02>"
WHY = 'prov:wasDerivedFrom <judgement/1> , <judgement/2> ; rdfs:comment "Because."'

# Shape's local name -> Turtle of a good node (PASSAGE is added); the node is the first subject.
GOOD = {
    "Fact": f"<fact/1> a insp:Fact ; {FACT} .",
    "PooledFact": "<fact/1> insp:pooledConfidence 0.95 ; insp:sourceCount 2 .",
    "Passage": "",
    "Document": f'<document/d> a insp:Document ; insp:sha256 "{"0a" * 32}" ; dct:format "text/plain" ;'
    ' insp:genre v:genre\\/other ; insp:pageCount 1 ; dct:title "T" ; insp:about <authority/E10000031> .',
    "InspectionStatement": f"<s/1> a insp:InspectionStatement ; {FACT} ; {INSPECTION} ;"
    ' insp:statedProperty insp:startDate ; insp:statedValue "2016"^^xsd:gYear .',
    "RelationStatement": f"<r/1> a insp:RelationStatement ; {FACT} ;"
    " rdf:subject <organisation/a> ; rdf:predicate org:unitOf ; rdf:object <organisation/b> .",
    "Judgement": f"<j/1> a insp:Judgement ; {FACT} ; {INSPECTION} ; insp:body <authority/E10000031> ;"
    " insp:aspect v:aspect\\/adoption ; insp:covers v:aspect\\/adoption ; insp:grade v:grade\\/good .",
    "Recommendation": f'<r/1> a insp:Recommendation ; {FACT} ; {INSPECTION} ; insp:text "Do." ;'
    " insp:addressedTo <authority/E10000031> ; insp:position 1 ; insp:theme v:theme\\/adoption .",
    "Finding": f'<f/1> a insp:Finding ; {FACT} ; {INSPECTION} ; insp:text "Well." ;'
    " insp:polarity v:polarity\\/strength .",
    "Appointment": f"<a/1> a insp:Appointment ; {FACT} ; org:organization <authority/E10000031> ;"
    ' org:member <person/a/b> ; org:role v:role\\/council-leader ; insp:from "2017"^^xsd:gYear .',
    "Participation": f"<p/1> a insp:Participation ; {FACT} ; {INSPECTION} ; prov:agent <person/a/b> ;"
    " prov:hadRole v:role\\/inspector .",
    "Statistic": f"<s/1> a insp:Statistic ; {FACT} ; insp:value 699.0 ; insp:indicator v:indicator\\/looked-after .",
    "Quotation": f'<q/1> a insp:Quotation ; {FACT} ; insp:text "Words." ; insp:speaker <person/a/b> .',
    "Action": f'<a/1> a insp:Action ; {FACT} ; insp:text "Hire." ; insp:state v:state\\/planned .',
    "LegalReference": f"<l/1> a insp:LegalReference ; {FACT} ;"
    " insp:provision <http://www.legislation.gov.uk/id/ukpga/2006/40/section/136> .",
    "Mention": f"<m/1> a insp:Mention ; {FACT} ; insp:about <organisation/a> .",
    "Inspection": "<i/1> a insp:Inspection ; insp:inspects <authority/E10000031> ;"
    " insp:inspectorate <organisation/ofsted> ; insp:status v:status\\/done ;"
    ' insp:startDate "2017-05-02"^^xsd:date ; insp:endDate "2017-05-25"^^xsd:date .',
    "Person": '<person/a/b> a foaf:Person ; skos:prefLabel "A B" .',
    "Service": "<service/1> a insp:Service ; insp:serviceType v:service-type\\/adoption .",
    "Transition": f"<t/1> a insp:Transition ; insp:direction v:direction\\/improved ; {WHY} .",
    "Recurrence": f"<t/1> a insp:Recurrence ; insp:similarity 0.8 ; insp:body <authority/E10000031> ;"
    f" insp:recommendation <r/2> ; insp:earlierRecommendation <r/1> ; {WHY} .",
    "FollowUp": f"<t/1> a insp:FollowUp ; insp:outcome v:outcome\\/addressed ; insp:basis v:basis\\/stated ;"
    f" insp:body <authority/E10000031> ; insp:laterInspection <inspection/1> ; insp:recommendation <r/1> ; {WHY} .",
    "FollowUpStatement": f"<f/1> a insp:FollowUpStatement ; {FACT} ; {INSPECTION} ; insp:outcome v:outcome\\/addressed ;"
    ' insp:extent v:extent\\/all ; insp:text "Done." ; insp:earlierYear "2013"^^xsd:gYear .',
    "Conflict": f"<t/1> a insp:Conflict ; insp:conflictOf v:conflict-kind\\/date ; {WHY} .",
    "Authority": '<authority/E10000031> a insp:Authority ; skos:prefLabel "W"@en ; insp:gssCode "E10000031" ;'
    ' insp:laCode "937" ; insp:authorityType v:authority-type\\/county ; insp:region <region/E12000005> .',
    "Region": '<region/E12000005> a insp:Region ; skos:prefLabel "R"@en ; insp:gssCode "E12000005" .',
    "Concept": 'v:x\\/y a skos:Concept ; skos:notation "y" ; skos:prefLabel "Y"@en ;'
    ' skos:definition "A y."@en ; skos:inScheme v:x .',
    "ConceptScheme": 'v:x a skos:ConceptScheme ; dct:title "X"@en .',
    **{
        kind: f'<organisation/a> a insp:{kind} ; skos:prefLabel "A" .'
        for kind in ("InspectedBody", "Inspectorate", "Board", "Committee", "Panel", "Team")
    },
    "Organization": '<organisation/a> a org:Organization ; skos:prefLabel "A" .',
}


def good(shape: str) -> Graph:
    """A graph in which everything is right."""
    return Graph().parse(data=PREFIXES + GOOD[shape] + PASSAGE, format="turtle")


def subject(shape: str) -> URIRef:
    """The node of the example that the shape is about."""
    if shape == "Passage":
        return URIRef(BASE + "passage/d/0-4")
    first = Graph().parse(data=PREFIXES + GOOD[shape], format="turtle")
    return next(node for node in first.subjects() if isinstance(node, URIRef))


def broken(shapes: Graph, shape: URIRef) -> Iterator[tuple[str, Graph]]:
    """For each constraint of the shape: its name, and a graph in which a value is missing or wrong."""
    name = shape.rpartition("#")[2]
    node = subject(name)
    for constraint in shapes.objects(shape, SH.property):
        path = shapes.value(constraint, SH.path)
        assert isinstance(path, URIRef)
        wrong = good(name)
        wrong.remove((node, path, None))
        if shapes.value(constraint, SH.minCount) is None or name == "PooledFact":
            for value in ("0a", "0b"):  # of no type that any constraint allows, and one too many
                wrong.add((node, path, Literal(value, datatype=XSD.hexBinary)))
        yield f"{name}: {path}", wrong
    if (shape, SH["or"], None) in shapes:
        yield f"{name}: one of several", _without_choice(shapes, shape, node, name)


def _without_choice(shapes: Graph, shape: URIRef, node: URIRef, name: str) -> Graph:
    wrong = good(name)
    choices = shapes.value(shape, SH["or"])
    assert choices is not None
    if name == "Inspection":
        end = URIRef("https://w3id.org/inspection-kg/ontology#endDate")
        wrong.set((node, end, Literal("2017-05-01", datatype=XSD.date)))
        return wrong
    for choice in Collection(shapes, choices):
        for constraint in shapes.objects(choice, SH.property):
            path = shapes.value(constraint, SH.path)
            wrong.remove((node, path, None))
    return wrong

# ruff: noqa: N815  (the names are those of the ontology)
"""GENERATED from ontology/inspection.ttl by scripts/generate_terms.py: do not edit.

The same terms for rdflib: `INSP.Judgement` is a URIRef; an unknown name is an error.
Importing this module imports rdflib, so what must start fast uses `kg.terms`.
"""

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class INSP(DefinedNamespace):
    """The inspection ontology."""

    _fail = True
    _NS = Namespace("https://w3id.org/inspection-kg/ontology#")
    _extras = ["from"]  # noqa: RUF012  (rdflib asks for a list here)

    Action: URIRef  # Action
    Appointment: URIRef  # Appointment
    Authority: URIRef  # Local authority
    Board: URIRef  # Board
    Committee: URIRef  # Committee
    Conflict: URIRef  # Conflict
    Decision: URIRef  # decision
    Document: URIRef  # Document
    Fact: URIRef  # Fact
    Finding: URIRef  # Finding
    FollowUp: URIRef  # Follow-up
    FollowUpStatement: URIRef  # Follow-up statement
    InspectedBody: URIRef  # Inspected body
    Inspection: URIRef  # Inspection
    InspectionStatement: URIRef  # Statement about an inspection
    Inspectorate: URIRef  # Inspectorate
    Judgement: URIRef  # Judgement
    LegalReference: URIRef  # Legal reference
    Mention: URIRef  # Mention
    Panel: URIRef  # Panel
    Participation: URIRef  # Participation
    Passage: URIRef  # Passage
    Quotation: URIRef  # Quotation
    Recommendation: URIRef  # Recommendation
    Recurrence: URIRef  # Recurrence
    Region: URIRef  # Region
    RelationStatement: URIRef  # Statement of a relation
    Resolution: URIRef  # resolution
    Service: URIRef  # Service
    Statistic: URIRef  # Statistic
    Team: URIRef  # Team
    Transition: URIRef  # Transition
    abbreviation: URIRef  # abbreviation
    abolished: URIRef  # abolished
    about: URIRef  # about
    actor: URIRef  # actor
    actorAsWritten: URIRef  # actor as written
    actsFor: URIRef  # acts for
    addressedTo: URIRef  # addressed to
    addresseeAsWritten: URIRef  # addressee as written
    asOf: URIRef  # as of
    aspect: URIRef  # aspect
    aspectAsWritten: URIRef  # aspect as written
    authorityType: URIRef  # type of authority
    basis: URIRef  # basis
    body: URIRef  # body
    combinedRow: URIRef  # combined row
    comparator: URIRef  # comparator
    comparedWith: URIRef  # compared with
    confidence: URIRef  # confidence
    conflictOf: URIRef  # conflict of
    conflictingFact: URIRef  # conflicting fact
    covers: URIRef  # covers
    datePrecision: URIRef  # date precision
    decisionKind: URIRef  # decision kind
    decisionOn: URIRef  # decision on
    decisionValue: URIRef  # decision value
    direction: URIRef  # direction
    due: URIRef  # due
    durationInDays: URIRef  # days of inspection
    earlierGrade: URIRef  # earlier grade
    earlierInspection: URIRef  # earlier inspection
    earlierRecommendation: URIRef  # earlier recommendation
    earlierYear: URIRef  # year of the earlier inspection
    endDate: URIRef  # last day
    established: URIRef  # established
    evidence: URIRef  # evidence
    extent: URIRef  # extent
    extractor: URIRef  # extractor
    formerGssCode: URIRef  # former GSS code
    framework: URIRef  # framework
    frameworkInferred: URIRef  # framework inferred
    genre: URIRef  # genre
    grade: URIRef  # grade
    gradeAsWritten: URIRef  # grade as written
    gssCode: URIRef  # GSS code
    holderCount: URIRef  # number of holders
    indicator: URIRef  # indicator
    indicatorText: URIRef  # indicator as written
    inspection: URIRef  # inspection
    inspectorate: URIRef  # inspectorate
    inspects: URIRef  # inspects
    interim: URIRef  # interim
    issuedInferredFrom: URIRef  # issued, inferred from
    laCode: URIRef  # local authority code
    laterGrade: URIRef  # later grade
    laterInspection: URIRef  # later inspection
    leadInspector: URIRef  # lead inspector
    leadsTo: URIRef  # leads to
    legalBasis: URIRef  # legal basis
    legalBasisNote: URIRef  # note on the legal basis
    mayReportAspect: URIRef  # may report aspect
    nameAsWritten: URIRef  # name as written
    nationalFrameworkTag: URIRef  # tag of the national framework
    notBefore: URIRef  # not before
    number: URIRef  # number
    ofstedUrn: URIRef  # Ofsted reference number
    outcome: URIRef  # outcome
    page: URIRef  # page
    pageCount: URIRef  # number of pages
    paragraph: URIRef  # paragraph
    party: URIRef  # party
    path: URIRef  # path
    polarity: URIRef  # polarity
    pooledConfidence: URIRef  # pooled confidence
    position: URIRef  # position
    postTitle: URIRef  # post title
    preferred: URIRef  # preferred
    previousInspection: URIRef  # previous inspection
    priority: URIRef  # priority
    providedBy: URIRef  # provided by
    provision: URIRef  # provision
    provisionTitle: URIRef  # title of the provision
    publicationDate: URIRef  # publication date
    qualifier: URIRef  # qualifier
    rank: URIRef  # rank
    recommendation: URIRef  # recommendation
    recommendationCount: URIRef  # number of recommendations
    refArea: URIRef  # reference area
    refDate: URIRef  # reference date
    refPeriod: URIRef  # reference period
    region: URIRef  # region
    report: URIRef  # report
    reportsAspect: URIRef  # reports aspect
    respondsTo: URIRef  # responds to
    scale: URIRef  # scale
    score: URIRef  # score
    section: URIRef  # section
    service: URIRef  # service
    serviceType: URIRef  # type of service
    sha256: URIRef  # SHA-256
    sharedTheme: URIRef  # shared theme
    sharedWord: URIRef  # shared word
    similarity: URIRef  # similarity
    sourceCount: URIRef  # number of sources
    speaker: URIRef  # speaker
    speakerAsWritten: URIRef  # speaker as written
    startDate: URIRef  # first day
    state: URIRef  # state
    statedProperty: URIRef  # stated property
    statedValue: URIRef  # stated value
    statisticalNeighbour: URIRef  # statistical neighbour
    status: URIRef  # status
    successorOf: URIRef  # successor of
    teamSize: URIRef  # size of the team
    text: URIRef  # text
    theme: URIRef  # theme
    timescale: URIRef  # timescale
    unit: URIRef  # unit
    until: URIRef  # until
    validFrom: URIRef  # valid from
    validUntil: URIRef  # valid until
    value: URIRef  # value
    visit: URIRef  # visit
    ward: URIRef  # ward

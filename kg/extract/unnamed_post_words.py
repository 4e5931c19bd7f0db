"""The words of posts that reports name without their holder: offices that a council has one of, and posts for one task."""

from __future__ import annotations

from dataclasses import dataclass

OFFICES = (
    "dcs", "director", "directors", "chief executive", "chief executive officer", "managing director", "managing directors",
    "leader", "lead member", "cabinet member", "portfolio holder", "chair", "agency decision maker", "designated officer",
    "principal social worker", "chief social worker", "virtual school head", "virtual school headteacher",
    "virtual headteacher", "virtual head teacher", "virtual school head teacher",
    "virtual head", "head", "business manager", "board manager", "independent scrutineer", "improvement adviser",
    "improvement advisor", "elected mayor", "principal practitioner",
)  # fmt: skip
"""Heads of offices, as they are written small and without hyphens."""
POSTS = (
    "officer", "officers", "manager", "managers", "coordinator", "coordinators", "co ordinator", "co ordinators",
    "nurse", "nurses",
    "psychologist", "psychologists", "practitioner", "practitioners", "worker", "workers", "adviser", "advisers", "lead",
    "therapist", "therapists", "psychologist post", "worker post", "officer post", "manager post", "coordinator post",
)  # fmt: skip
"""Heads of other posts."""
OF_ONE = frozenset({"director", "directors", "head", "leader", "chair", "business manager", "cabinet member"})
"""Heads that are an office only with what they are of, or for, or with a body's name before them."""
BEFORE = frozenset(
    """
    interim acting new newly appointed permanent current incoming outgoing joint deputy assistant associate executive
    corporate strategic operational statutory independent recently experienced group service city county council board
    lscb adoption fostering panel children childrens services social work care safeguarding improvement partnership
    local authority lead cabinet young people peoples family families education
    """.split()
)
"""What stands before the head of an office in its title."""
AFTER = frozenset(
    """
    children childrens child services service young people peoples family families education social work care
    safeguarding learning skills adult adults health wellbeing well being community communities early help inclusion
    prevention quality assurance performance virtual school council board lscb panel committee trust partnership local
    authority improvement city county borough adoption fostering permanence leadership practice commissioning at chief
    executive level and of for the protection in need looked after corporate parenting scrutiny overview business
    """.split()
)
"""What an office is of or for, with the small words between."""
ENDS = frozenset({"and", "of", "for", "the", "in", "at", "chief"})
"""Words that no title ends in."""
DETERMINERS = frozenset({"the", "a", "an", "its", "their", "and", "one", "this", "both", "our", "as", "by", "named"})
GONE = frozenset({"former", "previous", "ex", "then", "last"})
"""A holder who has left."""
DEDICATED = frozenset(
    {"dedicated", "specialist", "new", "designated", "additional", "appointed", "recruited", "full", "single"}
)
"""What makes "a … worker" a post of its own."""
COMMON = frozenset(
    """
    social work worker senior team support care key same allocated qualified consistent individual personal leaving
    independent reviewing case lead own experienced good line youth family front middle first service services
    children childrens child young people peoples residential agency newly and or frontline professional trusted school
    police statutory known previous current temporary permanent skilled knowledgeable committed
    """.split()
)
"""Words before "worker" or "manager" that say nothing of a post of its own."""
TASKS = frozenset(
    """
    private education sexual risk liaison person persons looked after life story emotional mental health named
    progression court market development training project communication marketing data information complaints participation
    apprenticeship employment housing link welfare rights adult forensic clinical educational raising achievement duty
    principal advanced early help edge of return interview interviewing parenting exploitation child young hospital community
    """.split()
)
"""Further words that say what a post is for."""


@dataclass(frozen=True, slots=True)
class FoundPost:
    """A post in a text: `start` to `end` with what is said of it (where it is based, since when); `title` as written
    without article and brackets; `coming`: its holder has not started yet."""

    start: int
    end: int
    title: str
    role: str = ""
    organisation: str = ""
    since: str = ""
    coming: bool = False
    count: int = 1

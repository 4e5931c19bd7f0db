"""The words that names of boards, panels and teams are made of: what they end in, what stands before, what does not count.

This is grammar and the vocabulary of the field; bodies that are known by name stand in the vocabulary of partners.
"""

from __future__ import annotations

KINDS = {
    "board": "board",
    "panel": "panel",
    "committee": "committee",
    "subgroup": "committee",
    "sub group": "committee",
    "group": "committee",
    "forum": "committee",
    "team": "team-or-hub",
    "hub": "team-or-hub",
    "unit": "team-or-hub",
    "virtual school": "team-or-hub",
    "support": "team-or-hub",
    "council": "local-authority",
    "consortium": "other",
    "agency": "service-provider",
    "regional adoption agency": "service-provider",
    "partnership": "board",
    "trust": "service-provider",
    "centre": "service-provider",
    "commission": "committee",
    "foundation": "charity",
    "association": "other",
    "constabulary": "partner-agency",
    "police": "partner-agency",
    "youth justice service": "partner-agency",
    "youth offending service": "partner-agency",
    "youth offending team": "partner-agency",
    "youth justice team": "partner-agency",
}
"""What names end in, as it is written without hyphens, and the kind of body (organisation-kind)."""
COMPLETE = frozenset({
    "virtual school", "regional adoption agency", "youth justice service", "youth offending service",
    "youth offending team", "youth justice team",
})  # fmt: skip
"""Endings that are a name by themselves."""
CAPITAL = frozenset(
    {"support", "agency", "trust", "centre", "commission", "foundation", "association", "constabulary", "police"}
)
"""Endings that count only with a capital, in a name that has one as well."""
PLURAL = frozenset({"panel"})
"""Endings whose plural is still a name ("locality panels")."""

STRONG = frozenset(
    """
    adoption fostering permanence permanency placement placements parenting kinship leaving aftercare leavers leaver
    throughcare adolescent adolescents looked safeguarding protection exploitation sexual cse missing trafficking gangs
    gang offending justice disability disabilities disabled inclusion attendance help intervention prevention assessment
    referral contact response emergency commissioning brokerage resources resource quality assurance audit performance
    improvement procedures workforce training participation engagement involvement rights advocacy health wellbeing
    wellbeing mental psychology therapeutic therapy drug alcohol substance misuse domestic abuse violence homelessness homeless
    housing asylum unaccompanied uasc migrant legal gateway scrutiny overview select corporate business steering
    transformation reviewing iro lado allegations neglect fgm channel prevent radicalisation locality neighbourhood
    transition transitions breaks edge intensive screening triage birth letterbox recruitment siblings careers
    independence mash intelligence need death governance cabinet connected volunteer virtual standards threshold
    thresholds cyl neet eet education employment
    """.split()
)
"""Words that say what a body is for; one of them makes a name."""
WEAK = frozenset(
    """
    family families children childrens child young people peoples youth care after early social work support parent
    parents carer carers persons person duty point access front door single information sharing practice development
    learning policy serious case cases review reviews risk management multi agency inter integrated local regional sub
    national joint strategic operational complex north south east west county city borough district area community
    communities safety adult adults special educational needs send school schools finding seeking public law outline
    out hours short life story skills voice personal advisers adviser being well emotional criminal crime online
    step under fives partnership partners service services conference pathway planning delivery 16 18 plus 25
    executive project chairs network drop first rapid urgent crisis reception lac cla
    """.split()
)
"""Words that stand in names but do not make one."""
LINKS = frozenset({"and", "&", "in", "of", "for", "with", "upon", "on"})
"""Words between two words of a name."""
OPENERS = frozenset(
    """
    the a an this that these those its their our his her each every some most all any no both such another other one
    two three however although while when where if as in at by for from with within through under since during and
    but or also consequently currently senior effective good strong all many more inspectors
    january february march april may june july august september october november december nonetheless nevertheless
    overall furthermore additionally similarly moreover increasingly positively importantly subsequently
    inspection review summary services work cabinet executive leader chair chief role participation new previous local
    """.split()
)
"""Words that begin a sentence with a capital and belong to no name."""
NO_NAMES = frozenset(
    name.strip()
    for name in """
    social work team|children's social care team|children's services team|family support team|support team|care team
    inspection team|duty team|duty social work team|assessment team|practice board|management board|executive board
    strategic board|family group|core group|age group|ethnic group|peer group|support group|family support group
    sibling group|focus group|children's centre|family centre|contact centre|contact team|inspection group
    information policy team|team support
    early help support|parent support group|care support|help support|multi-agency team|project board|advisory board
    scrutiny|performance board|health team|health group|placement support|legal team support|protection team
    safeguarding team|safeguarding unit|safeguarding trust|safeguarding group|school council|joint council|education team
    independent fostering agency|voluntary adoption agency|
    inspectors team|need team|need group|missing group|quality group|need panel
    professional association|local police|disability group|young people's group|business unit|business support
    residential unit|special unit|baby unit|referral unit|pupil referral unit|performance team|health unit|training team
    """.replace("\n", "|")
    .replace("'", "")
    .split("|")
)
"""Groups of words that are no body's name: kinds of bodies, families, people."""
NO_ENDINGS = frozenset({"ethnic group", "age group", "peer group", "club team"})
"""Last words of groups of people, whatever stands before them."""
GROUPS = frozenset(
    """
    business steering corporate parenting scrutiny improvement performance reference assurance operational policy
    procedures strategic governance participation threshold neglect exploitation audit
    review procedures leadership partnership missing delivery learning training workforce
    """.split()
)
"""What stands right before "group" in the name of one that has a task."""
PARTNERSHIPS = frozenset(
    "children childrens safety safeguarding families help people trust exploitation strategic".split()
)
"""What stands right before "partnership" in the name of one; "strong partnership" is none."""
COUNCILS = frozenset("care youth after leavers leaver looked people peoples".split())
"""What stands right before "council" in the name of one that is made of young people."""
AUTHORITIES = frozenset("county city borough district metropolitan".split())
OWNERS = frozenset(
    {"council", "board", "authority", "lscb", "county", "city", "borough", "department", "trust", "partnership"}
)
"""Words whose possessive says whose body it is."""
PLACES = frozenset({"isle", "isles", "city", "county", "borough", "west", "east", "north", "south", "university"})
"""Words that begin a place's name before "of"."""

"""How texts say that an organisation does something: the verbs, who acts, and the rules by what each is found.

A rule has words that it is found by, what must follow them, and what must or must not stand before them, all in the text made
even. Verbs are those of change in an organisation; what is planned for one child is no action.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BASE = (
    "address", "improve", "increase", "recruit", "reduce", "develop", "introduce", "implement", "review", "expand",
    "extend", "strengthen", "establish", "create", "launch", "commission", "recommission", "re-commission", "broaden",
    "build", "open", "pilot", "invest", "appoint", "redesign", "re-design", "restructure", "merge", "tackle",
    "publish", "share", "complete", "embed", "enhance", "widen", "relaunch", "re-launch", "update", "revise",
    "refresh", "replace", "consult", "explore", "deploy", "secure", "remedy", "evaluate", "integrate", "rebuild",
    "transform", "streamline", "consolidate", "finalise", "accelerate", "co-locate", "re-establish", "realign",
    "reconfigure", "fund", "procure", "trial", "outsource", "bring", "move", "roll out", "set up", "put in place",
    "begin", "start", "deliver", "undertake", "audit", "train", "upgrade", "join", "endorse", "rectify", "relocate",
    "double", "carry out", "conduct", "repeat", "transfer", "convert", "separate", "further",
)  # fmt: skip
_PAST = (
    "addressed", "improved", "increased", "recruited", "reduced", "developed", "introduced", "implemented",
    "reviewed", "expanded", "extended", "strengthened", "established", "created", "launched", "commissioned",
    "recommissioned", "re-commissioned", "broadened", "built", "opened", "piloted", "invested", "appointed",
    "redesigned", "re-designed", "restructured", "merged", "tackled", "published", "shared", "completed", "embedded",
    "enhanced", "widened", "relaunched", "re-launched", "updated", "revised", "refreshed", "replaced", "explored",
    "deployed", "secured", "remedied", "evaluated", "integrated", "rebuilt", "transformed", "streamlined",
    "consolidated", "finalised", "accelerated", "co-located", "re-established", "realigned", "reconfigured",
    "procured", "trialled", "rolled out", "set up", "put in place", "put into place", "delivered", "undertaken",
    "audited", "trained", "upgraded", "relocated", "carried out", "transferred", "converted", "progressed",
    "presented", "rewritten", "in place", "submitted", "tested", "drafted", "advertised", "ratified",
    "signed off", "brought", "phased", "discontinued",
)  # fmt: skip
_ING = (
    "implementing", "recruiting", "piloting", "introducing", "reviewing", "developing", "commissioning",
    "recommissioning", "re-commissioning", "expanding", "investing", "restructuring", "redesigning", "exploring",
    "rolling out", "trialling", "consulting", "establishing", "creating", "revising", "updating", "moving to",
    "merging", "launching", "refreshing", "reconfiguring", "considering", "putting in place", "setting up",
    "working to", "in the process of", "seeking to", "taking steps to", "taking action to", "engaging with",
    "working with", "addressing", "taking further action to", "taking swift action to", "taking decisive action to",
    "taking appropriate action to", "relaunching", "trialing", "procuring", "recruiting to", "continuing to develop",
)  # fmt: skip
DO = rf"(?:{'|'.join(sorted(_BASE, key=len, reverse=True))})\b"
DONE = rf"(?:{'|'.join(sorted(_PAST, key=len, reverse=True))})\b"
_STRICT = (
    r"(?:implemented|introduced|launched|relaunched|piloted|trialled|commissioned|recommissioned|published|remedied|rolled\sout|redesigned"
    r"|restructured|procured|refreshed)\b"
)
_MADE = (
    r"(?:implemented|introduced|launched|relaunched|piloted|trialled|commissioned|recommissioned|rolled\sout|redesigned"
    r"|restructured|reconfigured|procured|refreshed|revised|established|set\sup|created|appointed|recruited)\b"
)
"""What makes something new or other than it was."""
_NO_THING = (
    r"(?:\b(?:relationships?|links|partnership|foundations?|evaluation|understanding|culture|improvements|consent)\b"
    r"|\bfully\s$)"
)
"""What is established without being something new; "fully recruited" is a state."""
_NEW = r"(?:an?|its|the|new|additional|several|some|two|three|four|five|six|more|\d+)\b"
_ADVERB = r"(?:(?:\w+ly|also|now|further|soon|then|therefore|already|well|just)\s)*"
WHO = (
    r"(?:[Aa]uthority|[Cc]ouncil|[Bb]oard|[A-Z]{0,3}SCB|partnership|trust|[Ll]eaders|[Mm]anagers|leadership|management|service|services|department"
    r"|commissioners|partners|officers|committee|director|DCS|team|teams|agency|county|city|borough|agencies|members|panel|Ofsted"
    r"|government|executive|councillors|members|LSCP|[Ww]e|Service|Department|Trust|Partnership|Director|Cabinet|Committee|Officers|Members)"
)
"""The last word of who acts."""
_ASIDE = r"(?:'?s?)(?:\s\([A-Z][A-Za-z]+\))?(?:,\s[^,.;]{1,70},)?"
_SUBJECT = rf"\b{WHO}{_ASIDE}\s{_ADVERB}$"
_AND = rf"\b{WHO}\b[^.;]{{0,110}}\s(?:and|but)\s{_ADVERB}$"
_ACTING = rf"\b{WHO}{_ASIDE}\s(?:has\sbeen|have\sbeen|is|are)\s{_ADVERB}(?:actively\s|in\sthe\sprocess\sof\s)?$"
_HAVING = rf"\b{WHO}{_ASIDE}\s(?:has|have)\s{_ADVERB}$"
_CASE = (
    r"\b(?:child|children|care|protection|pathway|safety|their|his|her|these|transition|permanence|permanency|family|families|individual"
    r"|written|contingency|need|them|young\speople|parents|case|education|risk|risks|person|plans|needs|needs,|concerns|issues"
    r"|investigations?|enquir\w+|reviews|checks|applications?|statements?|reports?|how|whether|support|adopters|carers|who|these|it|this|that|visits|contact|placements?|meetings?|assessments?|outcomes?|actions|they)"
    r"(?:\s\w+){0,1}\s$"
)
"""What, right before the words, tells that a case is meant and no organisation's doing."""
_PLAN_NOUN = (
    r"(?:\b(?i:has|have|with|are|current|clear|advanced|further|forward|ambitious|robust|credible|firm|a|there\sare|appropriate"
    r"|detailed|strategic|improvement|action|well-developed|recruitment|council's|authority's|board's|leaders'|managers')\s)$"
)
_UNDER_WAY_NOUN = (
    r"(?i:work|review|programme|project|pilot|redesign|recruitment|implementation|restructur\w+|plans?|development|commissioning|consultation"
    r"|procurement|transformation|campaign|reorganisation|improvements?|integration|tender\w*|steps|strategy|initiatives?)\b[^.;]{0,140}$"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying it: `words` to look for, patterns of what follows them and stands before, and the state (done,
    under-way, planned, promised). An empty pattern asks for nothing."""

    words: tuple[str, ...]
    after: re.Pattern[str]
    before: re.Pattern[str]
    never: re.Pattern[str]
    state: str


_NOTHING = re.compile(r"(?!)")


def _rule(words: tuple[str, ...], state: str, after: str = "", before: str = "", never: str = "") -> Rule:
    return Rule(words, re.compile(after), re.compile(before), re.compile(never) if never else _NOTHING, state)


RULES: tuple[Rule, ...] = (
    _rule(("we'll", "we will", "we shall", "we are going to"), "planned", rf"\s{_ADVERB}{DO}(?!\syou\b)"),
    _rule(
        ("expect to have", "expects to have", "aims to have", "aim to have"),
        "planned",
        r"\s(?:\w+\s){1,8}",
        rf"\b{WHO}{_ASIDE}\s{_ADVERB}$",
    ),
    _rule(
        (
            "goes to",
            "goes before",
            "will go to",
            "will go before",
            "will be taken to",
            "will be presented to",
            "will come to",
        ),
        "planned",
        r"\s(?:the\s|its\s|full\s)*(?:[Cc]abinet|[Cc]ouncil|[Cc]ouncillors|[Mm]embers|[Cc]ommittee|[Ss]crutiny|[Bb]oard|[Ee]xecutive|Ofsted)\b",
        r"\b(?:[Pp]lan|[Rr]eport|[Ss]trategy|[Pp]roposals?|[Bb]udget)\s$",
    ),
    _rule(
        ("will meet", "will first meet"),
        "planned",
        r"\s\S",
        r"\b(?:[Bb]oard|[Pp]anel|[Cc]ommittee|[Pp]artnership|[Gg]roup)\s$",
    ),
    _rule(
        tuple(
            f"be {verb}"
            for verb in (
                "submitted",
                "released",
                "approved",
                "agreed",
                "established",
                "allocated",
                "recruited",
                "published",
                "implemented",
                "appointed",
                "brought",
                "reported",
                "produced",
                "presented",
                "endorsed",
                "adopted",
                "set up",
            )
        ),
        "promised",
        "",
        r"(?:^|[.;:)]\s)That\s(?:[^.;]|\.(?=\d)){2,90}\s$",
        r"\breport\s$",
    ),
    _rule(("plans to", "plan to", "intends to", "intend to"), "planned", rf"\s{_ADVERB}{DO}", rf"{_SUBJECT}|{_AND}"),
    _rule(("plans to", "plan to"), "planned", rf"\s{_ADVERB}{DO}", _PLAN_NOUN, _CASE),
    _rule(
        ("plans to", "plans in place to", "plan in place to", "plan to"),
        "planned",
        r"\s[a-z]+",
        rf"\b{WHO}{_ASIDE}[^.;]{{0,90}}\b(?:has|have)\s(?:\w+\s){{0,2}}$",
        r"\b(?:care|protection|pathway|safety|child|children|transition)\s$",
    ),
    _rule(("planning to",), "planned", rf"\s{_ADVERB}{DO}", _ACTING),
    _rule(
        ("plans are", "plan is", "plans in place", "plan in place", "proposals"),
        "planned",
        rf"\s(?:(?:are|is|now|already|currently|well|being|further|in\splace|advanced|under\sway|underway|developed|afoot)\s)*to\s{_ADVERB}{DO}",
        r"(?:^|[.;:]\s|(?:^|\s)(?i:and|but|forward|clear|current|advanced|firm|ambitious|detailed|also|has|have|are|though|although|with|firm|action|strategic)\s)$",
        _CASE,
    ),
    _rule(("is planned", "are planned"), "planned", r"(?=[.,;]|\s(?:to|for|in|by|from|which|and|but|as)\b)", "", _CASE),
    _rule(
        ("due to",),
        "planned",
        rf"\s(?:be\s{_ADVERB}{DONE}|(?:start|begin|commence|open|launch|go\slive|report|join|move)\b)",
        "",
        _CASE,
    ),
    _rule(("will", "would"), "planned", rf"\s{_ADVERB}be\s{_ADVERB}{DONE}", "", _CASE),
    _rule(("will",), "planned", rf"\s{_ADVERB}{DO}", _SUBJECT),
    _rule(
        ("expected to", "expects to", "scheduled to", "about to", "set to"),
        "planned",
        rf"\s(?:be\s{_ADVERB}{DONE}|{DO})",
        "",
        _CASE,
    ),
    _rule(("will", "would"), "planned", rf"\s{_ADVERB}be\s{_ADVERB}{_STRICT}"),
    _rule(
        ("being",),
        "under-way",
        rf"\s{_ADVERB}{DONE}",
        rf"\b(?:is|are)\s{_ADVERB}$",
        rf"{_CASE[:-1]}(?:is|are)\s{_ADVERB}$",
    ),
    _rule(_ING, "under-way", r"\s\S", _ACTING),
    _rule(
        ("under way", "underway"),
        "under-way",
        r"(?!\sat\sthe\stime\sof\s\w+\sinspection\s(?:has|have)\b)",
        _UNDER_WAY_NOUN,
    ),
    _rule(
        ("join", "joining"),
        "planned",
        r"\sthe\s(?:authority|council|service|team|department|board|trust)\b",
        r"\b(?:colleagues|workers|recruits|staff|managers|practitioners)\s(?:will\s|are\s|to\s)?$",
    ),
    _rule(
        (
            "commissioned",
            "recommissioned",
            "re-commissioned",
            "recruited",
            "appointed",
            "invested",
            "launched",
            "approved",
        ),
        "done",
        r"\s\S",
        _HAVING,
    ),
    _rule(("recently", "now", "just"), "done", rf"\s{DONE}", rf"\b{WHO}{_ASIDE}\s(?:has|have)\s$"),
    _rule(
        ("has", "have"),
        "done",
        rf"\s(?!successfully\s){_ADVERB}{_MADE}\s{_NEW}(?!.{{0,50}}{_NO_THING})",
        rf"(?:{_SUBJECT}|(?:^|[.;]\s|\b(?:and|but|which)\s)(?:it|they|It|They)\s$)",
    ),
    _rule(
        ("has been", "have been"),
        "done",
        rf"\s(?!fully\s){_ADVERB}{_MADE}(?!\sby\sthe\scourt)",
        "",
        rf"{_CASE}|{_NO_THING}[^.;]{{0,40}}$",
    ),
    _rule(
        (
            "introduced",
            "launched",
            "commissioned",
            "established",
            "reconfigured",
            "restructured",
            "implemented",
            "appointed",
        ),
        "done",
        rf"\s(?!the\s(?:report|paper|item|minutes|presentation)\b){_NEW}(?!.{{0,50}}{_NO_THING})",
        _SUBJECT,
    ),
    _rule(
        ("agreed to", "pledged to", "promised to", "vowed to", "undertook to"),
        "promised",
        rf"\s{_ADVERB}{DO}",
        rf"\b{WHO}\b",
    ),
    _rule(("requested that", "pledged that", "promised that"), "promised", r"\s\S", rf"\b{WHO}\b"),
    _rule(
        ("put in place", "drawn up"),
        "done",
        "",
        r"\b(?:action|improvement|recovery)\splan\b[^.;]{0,40}\s(?:has|have)\s(?:now\s)?been\s$",
    ),
)
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("The council plans to recruit 12 more social workers by March.", "planned"),
    ("Senior managers know this and intend to review the offer.", "planned"),
    ("The new strategy will soon be implemented.", "planned"),
    ("A new system is due to be put in place in May.", "planned"),
    ("The local authority is currently exploring an app for care leavers.", "under-way"),
    ("A mentoring scheme is being piloted.", "under-way"),
    ("Work to redesign the front door is well under way.", "under-way"),
    ("The council has commissioned a new counselling service.", "done"),
    ("The council has revised its offer to apprentices.", "done"),
    ("Thirty new colleagues join the authority in May.", "planned"),
    ("The council has successfully introduced a scheme.", ""),
    ("A new panel has been set up to look at plans.", "done"),
    ("A strategy has been created and will soon be implemented.", "planned"),
    ("The council commissioned an external review.", "done"),
    ("The team has established a good relationship with the police.", ""),
    ("Members of the committee agreed to endorse the report.", "promised"),
    ("Social workers write plans to reduce risk.", ""),
    ("Child protection plans to improve safety are clear.", ""),
    ("Children are being supported well.", ""),
    ("Children will be helped.", ""),
    ("The council has good plans.", ""),
)
"""Sentences and the state of the action in them, "" for none."""

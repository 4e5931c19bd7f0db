"""Words by which numbers in reports and the press are understood: what is counted, and what only looks like a number.

Every rule names a way of writing. `FURNITURE` holds numbers that must not, and numbers that must become statistics.
"""

from __future__ import annotations

import re

COUNTED = frozenset(
    (
        "children people persons men women adults parents mothers fathers families siblings babies infants girls boys pupils "
        "students learners leavers carers adopters adoptees workers practitioners managers officers inspectors advisers "
        "advisors staff nurses teachers professionals members volunteers mentors visitors advocates psychologists "
        "graduates apprentices trainees households guardians clients residents colleagues respondents councillors "
        "consultants therapists clinicians supervisors employees vacancies posts homes schools colleges "
        "placements beds properties flats tenancies cases referrals contacts assessments plans reviews conferences "
        "enquiries investigations visits interviews episodes incidents notifications allegations complaints compliments "
        "audits records orders adoptions disruptions breakdowns exclusions matches approvals applications proceedings "
        "convictions prosecutions offences arrests deaths apprenticeships internships places recommendations caseloads "
        "absences re-referrals minors teenagers victims perpetrators offenders re-registrations registrations enrolments "
        "admissions consultations licences warrants youngsters toddlers locums newborns applicants candidates recruits "
        "nqsws iros sgos ehas cafs rhis peps ehcps scrs icpcs uasc"
    ).split()
)
"""Last words, in the plural, of what a statistic counts, also where the number is small and in words."""

COUNTED_ONE = frozenset("review notification home adoption disruption exclusion vacancy apprentice breakdown".split())
"""What "one" counts: formal events. ("One young person said …" is no statistic.)"""


NP_STOPS = frozenset(
    "of to in for from by with at on were was are is have has had who whom which that whose where when but as than per "
    "during since after before this these those the their its been being will would can could not only so if or while "
    "do did does be also a an because under over within between into through against until both each it they we he she "
    "about via across he out against whilst although however remain remained live lives lived attend receive received "
    "said told became become ceased moved returned went left achieved having may might must should".split()
)
"""Words at which a noun phrase ends."""

NOT_COUNTED = frozenset(
    "times years months weeks days hours minutes points ages shows gives means needs makes takes was is as its this his "
    "has does plus versus thus less across series news process access progress status business always perhaps "
    "continues includes remains provides miles metres steps ways stages levels tiers phases grades".split()
)
"""Words in s that are not the plural of something counted."""

LABEL_BEFORE = frozenset(
    "section sections s paragraph paragraphs para paras page pages recommendation recommendations article articles annex "
    "appendix chapter part grade grades level levels stage stages tier tiers step steps phase category band form ward room "
    "volume figure table note footnote version no number regulation regulations schedule standard outcome principle item "
    "theme aged age ages year yr ks tel telephone fax textphone per covid priority issue day week wave unit route top act "
    "type block key rule point points task group class cohort tranche version strand domain quarter q goal objective "
    "edition number post-".split()
)
"""Words after which a number is a label and counts nothing."""

ZERO_BEFORE = re.compile(
    r"(?:\boperates?|\bruns?|\b(?:there|it)\s(?:are|were|is|was|have\sbeen|has\sbeen|had\sbeen)(?:\s(?:currently|also))?"
    r"|\b(?:has|have|had|received|reports?|reported|currently))\s$",
    re.IGNORECASE,
)
ZERO_AFTER = re.compile(
    r"\s(?:are|were|is|was|have|has|had)\s(?:been\s|currently\s|so\sfar\s|yet\s|now\s)?"
    r"(?:living|placed|(?:the\s)?subjects?|excluded|permanently|in|waiting|ceased|adopted|detained|missing|held|received)\b"
    r"|\s(?:have\sbeen\s(?:submitted|completed|notified)|ceased|lived?\s(?:in|with)|became\s(?:the\s)?subjects?)\b",
    re.IGNORECASE,
)

AGE_AFTER = re.compile(
    r"[ -]?(?:(?:,?\s?(?:to|and|or|-)\s?\d{1,2}|to \w+)?[ -]?years?[ -]olds?\b|\s?years?\s(?:old|of\sage)\b|s\b"
    r"|[ -]?(?:and|or|to)[ -]\d{1,2}[ -]years?[ -]old)",
    re.IGNORECASE,
)
AGE_BEFORE = re.compile(
    r"\bage[sd]?(?:\s(?:group|range)s?)?(?:\sof)?(?:\s(?:from|between|under|over|up\sto|below|above|at\sleast|only))?\s$"
    r"|\b(?:under|over|post|pre|beyond|turn(?:s|ed|ing)?|reach(?:es|ed|ing)?)[ -](?:the\sage\sof\s)?$",
    re.IGNORECASE,
)

TIME_UNIT = re.compile(
    r"[ -](?P<working>working |school |calendar )?(?P<unit>day|week|month|year|hour)s?\b(?![ -]old)", re.IGNORECASE
)
LIMIT_AFTER = re.compile(
    r"(?:\s(?:statutory|national|government|local))?\s(?:target|timescale|time\slimit|limit|standard|threshold)s?\b",
    re.IGNORECASE,
)
PERIOD_BEFORE = re.compile(
    r"\b(?:last|past|next|previous|preceding|first|final|coming|every|each|within|after|for|over|under|in|during|"
    r"these|those|more|less|longer|fewer|or|up|recent|prior|other|another|until|further|some|the|a|following)\s"
    r"(?:the\s|than\s|to\s|only\s|a\s|just\s|at\sleast\s|about\s)?$",
    re.IGNORECASE,
)
PERIOD_AFTER = re.compile(
    r"\s(?:ago|earlier|before|prior|later|previously|since|after|period|old|on|long|cycle|plan|strategy|programme|waiting)\b",
    re.IGNORECASE,
)
MEASURES_TIME = re.compile(
    r"\b(?:average|mean|median|tak(?:e|es|en|ing)|took|timescales?|timeliness|duration|lengths?|target|threshold|"
    r"wait(?:s|ed|ing)?|time\sbetween|proceedings|completed\sin|quicker|longer|days)\b",
    re.IGNORECASE,
)
MEASURED_BEFORE = re.compile(
    r"\b(?:is|was|are|were|be|(?<!completed\s)at|of|to|from|took|takes?|taken|taking|average(?:d|s)?|averaging|than|by|being"
    r"|currently|now|compared\swith|against|time|and|or|within)\s$|\($",
    re.IGNORECASE,
)

CHANGE = re.compile(
    r"\b(?:reduc|increas|decreas|risen|rise|rising|rose|fell|fall|drop|declin|improv|grow|grew|doubl|trebl|up from|down|"
    r"deteriorat|lower|higher|fewer|more than|less than|compar|chang|better|worse|went|moved|cut|expan|brought|rais|gone|"
    r"recruit|similar)",
    re.IGNORECASE,
)
CHANGED_FROM = re.compile(
    r"\b(?:from|instead\sof|than(?:\sthe)?|compar(?:ed|ison)\s(?:with|to)(?:\sthe)?|against)\s$", re.IGNORECASE
)
CHANGED_TO = re.compile(r"\b(?:to|at|by|now|currently|with)\s$", re.IGNORECASE)

BARE_AFTER = re.compile(
    r"\s(?:of\s(?:whom|which|them|these|those|all|its|their|the)\b|of\s(?:her|his)\smajesty|in\s(?:total|all)\b"
    r"|instead\sof\b|(?:up|down)\sfrom\b|(?:more|others?|further)\b(?!\s(?:than|recent)))|\s?\((?:or\s)?\d[\d.,]*\s?(?:%|per\scent)",
    re.IGNORECASE,
)
BARE_BEFORE = re.compile(
    r"(?:\bof\s(?:whom|which|these,|those,|them|this\snumber|that\snumber)[,:]?"
    r"|\btotal(?:ling|led)?(?:\s(?:of|is|was|to))?|\b(?:targets?|thresholds?)\s(?:of|is|was)(?:\s\w+)?|\ba\sfurther|\banother|\ban\sadditional"
    r"|\b(?:numbers?|caseloads?|average|ratio|score)\b[^,;.()]{0,90}\s(?:is|was|are|were|of|at|to|from|being|reached|between))\s$",
    re.IGNORECASE,
)
BARE_VERB = re.compile(
    r"\s(?:(?:currently|now|also|still|subsequently|later|then|only)\s)?"
    r"(?:were|was|are|is|have|has|had|live[sd]?|attend(?:s|ed)?|remain(?:s|ed)?|bec[ao]me|received?|went|left|led|met|came"
    r"|did|do|chose|took|began|got|go|returned|moved|ceased|progressed|resulted|related|completed|achieved|required)\b",
    re.IGNORECASE,
)
CLAUSE_START = re.compile(
    r"(?:^|[,;:(]\s?|[,;(]?\s?\b(?:and|but|with|while|although|however|whereas|only|just|around|about|approximately|then|plus|to)\s)+$",
    re.IGNORECASE,
)
LOW_OR_HIGH = re.compile(r"(?:\b(?:low|high|small|few|number|numbers|total)|\w+s|people|children)\s\($", re.IGNORECASE)

FURNITURE: tuple[tuple[str, str], ...] = (
    ("They used their powers under section 47 and section 20 in 2016.", ""),
    ("Paragraphs 17 and 57 of page 12 say so.", ""),
    ("Support goes to 16- and 17-year-olds and to those aged 18 to 25.", ""),
    ("Please telephone 0300 123 1231 for 1 of 3 copies.", ""),
    ("Since COVID-19, Year 11 and key stage 4 teaching is at level 3.", ""),
    ("Help is there 24/7, and within six months of the 2nd meeting.", ""),
    ("The three-year strategy of 2015-16 has a two-stage process.", ""),
    ("Every six weeks, for more than two years, plans were read.", ""),
    ("On 12 May 2017 the board met.", ""),
    ("The board’s two sub-groups met.", ""),
    ("At the meeting, 12 children were seen.", "12"),
    ("Only 3% of plans were seen.", "3"),
)
"""Sentences and the values of the statistics in them."""

"""Lines that say who wrote an article and when it came out.

Only whole lines count: a date in a sentence is never the article's. `EXAMPLES` holds lines and what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.patterns import MONTH_YEAR, NAME, month_number, periods
from kg.model import PartialDate

_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)(?=\D|$)")
_DOTTED = re.compile(r"\b(\d{1,2})[.](\d{1,2})[.]((?:19|20)\d\d)\b")
_FIRST = re.compile(r"\b(?:published|posted|issued|released|uploaded|created|date|first)\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:updated?|modified|amended|edited|reviewed|checked)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:published|posted|issued|released|uploaded|created|first|last|updated?|modified|amended|edited"
    r"|reviewed|date|on|at|by|time"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|gmt|bst|utc|am|pm|min(?:ute)?s?"
    r"|read|the|news|press|release)\b"
    r"|\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:am|pm)?(?:\b|Z)|\bT\d\d:\d\d\S*|\d{1,2}\s?(?:am|pm)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\s*(?:(?:words|written|reported|posted|published|story|report|exclusive"
    r"|retold\s+from\s+an\s+article|an\s+article|(?:additional\s+)?reporting)\s+)?by\s*:?\s+"
    r"|\s*(?:author|reporter|writer|journalist|words)\s*[:|]\s*"
    r"|\s*(?:\w+\s+){0,3}live\s+(?:coverage|updates|reporting|blog)\s+(?:with|from|by)\s+",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"[A-Z][A-Z’'-]+(?:\s+[A-Z][A-Z’'-]+){1,2}(?![\w])")
_DUE = re.compile(r"\b(?:by|until|before|since)\s+(?:the\s+end\s+of\s+)?$", re.IGNORECASE)
"""A day by which something is to be done is none of publication."""
_REPORTS = re.compile(
    rf"{NAME.pattern}\s+(?P<verb>(?:has\s+been|is|will\s+be)\s+(?:(?:following|covering)\s+(?:events|developments|(?:the|this)\s+(?:story|day|meeting|latest))|reporting\s+(?:live|from)|bringing\s+you|(?:here\s+)?with\s+(?:live|the\s+latest)))\b"
)
"""The line of a live blog that says whose it is."""
_JOINT = re.compile(r"\s*(?:,|&|\band\b)\s+")
_POST = re.compile(
    r"[\s,|:–—(-]*(?P<post>(?:the\s+)?(?:[\w’'&-]+\s+){0,4}(?:reporter|correspondent|editor|journalist"
    r"|writer|columnist))\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\b(?:Council|County|City|Borough|News|Services?|Children|Report(?:er|ing)?|Ofsted|Press|Team|Office"
    r"|Home|Local|Education|Care|Staff|"
    r"Community|Week|Live|Post|Mail|Times|Gazette|Chronicle|Courier|Herald|Echo|Argus|Advertiser|Observer|Mercury|Express|Telegraph|Journal|Standard|Guardian|Examiner|Recorder|Sentinel|Desk|Latest|Hide|Read|More|Social|Public|The"
    r"|Editor|Correspondent)\b"
)
_SIGNED_OFF = re.compile(rf"[.!?…”’\"]\s+(?:By|Words|Report(?:ing)?\s+by|Words\s+by)\s+(?P<name>{NAME.pattern})\.?$")
_ALONE = re.compile(rf"{_POST.pattern}\W*$", re.IGNORECASE)
EXAMPLES: tuple[tuple[str, str, str], ...] = (
    ("Tuesday, January 24, 2017", "2017-01-24", ""),
    ("Published: 9th August 2018", "2018-08-09", ""),
    ("12 Feb 2022, 10:31", "2022-02-12", ""),
    ("10:31, 12 FEB 2022 | Updated 14:02, 13 FEB 2022", "2022-02-12", ""),
    ("Thu 10 Feb 2022 07.00 GMT", "2022-02-10", ""),
    ("2021-03-04T09:15:00Z", "2021-03-04", ""),
    ("Posted 03/04/2019", "2019-04-03", ""),
    ("March 2020", "2020-03", ""),
    ("Last updated 5 May 2023", "", ""),
    ("By Ruth Ashdown", "", "Ruth Ashdown"),
    ("By RUTH ASHDOWN, Local Democracy Reporter", "", "Ruth Ashdown"),
    ("By Ruth Ashdown and Tom Okoro | 3 June 2021", "2021-06-03", "Ruth Ashdown; Tom Okoro"),
    ("Inspectors came back on 3 June 2021 and saw more cases.", "", ""),
    ("Ruth Ashdown has been following events at the town hall all day", "", "Ruth Ashdown"),
    ("Ruth Ashdown is following the council's advice", "", ""),
    ("appoint a director by December 2025;", "", ""),
    ("By June the plan must be complete", "", ""),
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a line: ISO, its place in the line, and whether the line calls it one of publication (0),
    says nothing
    (1) or calls it a later change (2)."""

    iso: str
    start: int
    end: int
    rank: int


@dataclass(frozen=True, slots=True)
class Named:
    """A writer's name and its place in the line; `words` are the characters from `start` to `end`."""

    name: str
    post: str
    start: int
    end: int


def dates_in(line: str) -> list[Dated]:
    """The dates of a line that says little else."""
    found = sorted(_dates(line), key=lambda hit: hit[0])
    rest, at = "", 0
    for start, end, _ in found:
        rest += line[at : max(at, start)]
        at = max(at, end)
    rest = _ASIDE.sub(" ", rest + line[at:])
    if not found or len(re.findall(r"[^\W\d_]{2,}", _without_writers(rest))) > 3 or len(line) > 160:
        return []
    return [Dated(iso, start, end, _rank(line, start)) for start, end, iso in found if not _DUE.search(line[:start])]


def _without_writers(rest: str) -> str:
    return NAME.sub(" ", rest, count=3)


def _dates(line: str) -> Iterator[tuple[int, int, str]]:
    exact = [(p.span.start, p.span.end, p.start.iso) for p in periods(line[:200]) if p.start == p.end]
    for pattern, order in ((_ISO, (1, 2, 3)), (_DOTTED, (3, 2, 1))):
        for match in pattern.finditer(line):
            year, month, day = (int(match[group]) for group in order)
            if 1 <= month <= 12 and 1 <= day <= 31:
                exact.append((match.start(), match.end(), f"{year:04}-{month:02}-{day:02}"))
    if not exact:
        exact = [
            (m.start(), m.end(), PartialDate(f"{m['y']}-{month_number(m['m']):02}").iso)
            for m in MONTH_YEAR.finditer(line)
        ]
    yield from exact


def _rank(line: str, start: int) -> int:
    before = line[max(0, start - 30) : start]
    first, later = (max((m.end() for m in p.finditer(before)), default=-1) for p in (_FIRST, _LATER))
    return 1 if first == later == -1 else (0 if first > later else 2)


def writers_in(line: str, bare: bool = False) -> list[Named]:
    """The writers whom a line names: after "By" and the like, before a reporter's title, or, where `bare`,
    as the whole line."""
    if len(line) > 160:
        return []
    lead = _BY.match(line)
    if reporting := _REPORTS.match(line):
        return [named] if (named := _name_at(line, 0)) and named.end <= reporting.start("verb") else []
    at = lead.end() if lead else 0
    found: list[Named] = []
    while named := _name_at(line, at):
        post = _POST.match(line, named.end)
        found.append(
            Named(
                named.name,
                " ".join(post["post"].split()) if post else "",
                named.start,
                post.end() if post else named.end,
            )
        )
        joint = _JOINT.match(line, found[-1].end)
        if not joint:
            break
        at = joint.end()
    rest = line[found[-1].end :] if found else ""
    alone = not rest.strip(" .,|") and (bare or any(writer.post for writer in found))
    return found if (lead and _is_end(rest)) or alone else []


def signed_off(line: str) -> Named | None:
    """The writer whom the end of a standfirst names: "… send coachloads to look. By Ruth Ashdown"."""
    match = _SIGNED_OFF.search(line, max(0, len(line) - 100))
    return Named(match["name"], "", match.start("name"), match.end("name")) if match else None


def reporters_post(line: str) -> str:
    """The post that a whole line is ("Education correspondent"); "" for another line."""
    match = _ALONE.match(line) if len(line) < 60 else None
    return " ".join(match["post"].split()) if match else ""


def _is_end(rest: str) -> bool:
    """Whether what follows a writer's name is no sentence: nothing, a mark, a date, a place of work."""
    return not re.match(r"\s+[a-z]", re.sub(r"^\s+(?:at|for|in|on|of)\b", "", rest))


def _name_at(line: str, at: int) -> Named | None:
    capitals = _CAPITALS.match(line, at)
    if capitals:
        return Named(" ".join(capitals.group().title().split()), "", at, capitals.end())
    match = NAME.match(line, at)
    if not match or _NO_NAME.search(match.group()):
        return _shorter(at, match)
    return Named(" ".join(match.group().split()), "", at, match.end())


def _shorter(at: int, match: re.Match[str] | None) -> Named | None:
    """A name of two words before a capitalised title ("Ruth Ashdown Local Democracy Reporter")."""
    words = match.group().split(" ") if match else []
    name = " ".join(words[:2])
    if len(words) < 3 or _NO_NAME.search(name):
        return None
    return Named(name, "", at, at + len(name))

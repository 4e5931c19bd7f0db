"""What makes two statements the same fact: each fact's path below the base, made from normalised content.

Source: the model's table of names and its list of keys. No counters, no times, no order of files.
"""

from __future__ import annotations

from kg.resolve.paths import digest, normal_text


def is_board(path: str) -> bool:
    """Whether a path names a safeguarding board."""
    return path.endswith("/lscb")


def occasion(inspection: str) -> str:
    """What its judgements and recommendations repeat of an inspection's path: `{GSS}/{first day}`."""
    return inspection.partition("/")[2]


def judgement(inspection: str, body: str, aspect: str, grade: str) -> str:
    """Path of a judgement."""
    return f"judgement/{occasion(inspection)}/{'lscb/' if is_board(body) else ''}{aspect}/{grade}"


def recommendation(inspection: str, body: str, place: str, text: str) -> str:
    """Path of a recommendation. `place` is its printed number, else its place in its list, else ""."""
    party = "lscb" if is_board(body) else "authority"
    return f"recommendation/{occasion(inspection)}/{party}/{place or digest(normal_text(text))}"


def keyed(kind: str, *parts: str) -> str:
    """Path of any other fact: its class in lower case and a hash of its key (paths, notations, words)."""
    return f"{kind.lower()}/{digest(*(normal_text(part) for part in parts))}"

"""Which rules of a robots.txt count, and for what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.get.robots import read_robots


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?v=1", True),
        ("User-agent: *\nDisallow: /a*b*c", "/a1b2c3", False),
        ("User-agent: *\nDisallow: /$", "/", False),
        ("User-agent: *\nDisallow: /$", "/a", True),
        ("User-agent: *\nDisallow: /a%20b", "/a b".replace(" ", "%20"), False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: other\nUser-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Inspection-KG/2\nDisallow: /no", "/a", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: inspection-kg\nDisallow: /no", "/no", False),
        ("User-agent: inspection-kg\nDisallow: /x\n\nUser-agent: b\nDisallow: /y\n\nUser-agent: inspection-kg\nDisallow: /z",
         "/z", False),
        ("\ufeffUser-agent: * # all\nDISALLOW : /a # not this", "/a", False),
        ("Disallow: /", "/a", True),
        ("<html>Not found</html>", "/a", True),
    ],
)  # fmt: skip
def test_what_is_allowed(rules: str, path: str, allowed: bool) -> None:
    assert read_robots(rules).allows(path) is allowed


def test_the_delay_that_a_site_asks_for() -> None:
    assert read_robots("User-agent: *\nCrawl-delay: 2.5\nDisallow: /x").delay == 2.5
    assert read_robots("User-agent: *\nCrawl-delay: inf").delay == 0


@given(st.text(), st.text())
def test_no_robots_txt_is_an_error(rules: str, path: str) -> None:
    assert read_robots(f"User-agent: *\nDisallow: {rules}").allows(f"/{path}") in (True, False)

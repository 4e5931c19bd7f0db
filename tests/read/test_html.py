"""Pages of councils and newspapers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UnreadableDocument
from kg.read.html import MAX_HTML_BYTES, decode_html, read_html
from tests.read.shared import check_content, outline

COUNCIL = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Inspectors praise progress - Midshire County Council</title>
<meta property="og:site_name" content="Midshire County Council">
<meta property="article:published_time" content="2019-03-04T09:00:00Z"><style>.a{}</style></head><body>
<a class="skip" href="#c">Skip to main content</a>
<div id="cookie-banner" class="cookie"><p>We use cookies to make this site work and to see how people use it.</p>
<button>Accept</button></div>
<header role="banner"><h1 class="site-name">Midshire County Council</h1>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav></header>
<main id="c"><ol class="breadcrumb"><li><a>Home</a></li><li><a>News</a></li></ol>
<h1>Inspectors praise progress in children&rsquo;s services</h1>
<p class="published">Published: 4th March 2019</p>
<p>A visit by inspectors to Midshire has found that the council is making steady progress in its work.</p>
<figure><img src="a.jpg" alt="x"><figcaption>A family hub. Picture: Midshire County Council</figcaption></figure>
<p>The inspectors spent two days in February with social workers and looked at a wide range of case records.</p>
<h2>What inspectors found</h2>
<ul><li>caseloads are lower than a year before<ul><li>and watched</li></ul></li><li>plans are <b>clear</b></li></ul>
<h2>What happens next</h2>
<ol start="3"><li>Write an action plan</li><li>Report to <a>scrutiny</a></li></ol>
<table><tr><th>Area</th><th>Grade</th></tr><tr><td>Overall<br>effectiveness</td><td><p>Good</p></td></tr></table>
<blockquote><p>&ldquo;We are proud,&rdquo; said the director.</p></blockquote></main>
<aside class="related"><h2>Related news</h2><ul><li>Bins to be collected a day later over Easter</li></ul></aside>
<footer><p>\u00a9 Midshire County Council 2019</p><p>Update cookie preferences</p></footer></body></html>"""

PRESS = """<html><head><title>Action plan agreed after visit | Midtown Courier</title>
<meta property="og:title" content="Action plan agreed after visit">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2021-04-13T11:22:00+01:00",
"author":[{"@type":"Person","name":"Jo Bloggs"}],"publisher":{"name":"Midtown Courier"}}]}</script></head><body>
<div class="gdpr-consent">This site asks for consent to use your data for personalised ads and content.</div>
<div class="nav-wrapper"><a>News</a> <a>Sport</a></div>
<div class="with-sidebar"><article><h1>Action plan agreed after visit</h1>
<h2 class="standfirst">The 2021 visit marked the council as good</h2>
<div class="byline">By <a rel="author">Jo Bloggs</a></div><div><time>13th Apr 2021, 11:22am</time></div>
<div class="article-body"><p>Officers in Midshire have drawn up a plan after inspectors called in January this year.</p>
<div class="ad-slot"><span>Hide Ad</span></div><p>Hide Ad</p>
<p>The plan covers ten points and will be shared with the inspectorate next month, with all closed by June.</p>
<p>Council leader Cllr Pat Smith (Con, Vale) said: &#8220;We were pleased that we kept our grade.</p>
<p>Hide Ad</p><p>&#8220;There is still more work to be done.&#8221;</p>
<div class="newsletter-signup"><h3>Sign up to our daily newsletter</h3><p>Get the news in your inbox every day.</p></div>
<p>Members agreed.</p></div></article></div>
<div class="related-articles"><h3>Most popular</h3><p>Ten things to do in Midtown this weekend with the dog.</p></div>
<div class="subscribe-box"><h3>Digital membership</h3><ul><li>Latest issues</li></ul><p>From \u00a315 / month</p></div>
</body></html>"""


def test_a_council_page_gives_its_main_text() -> None:
    content = read_html(COUNCIL.encode())
    check_content(content)
    assert outline(content) == [
        ("heading", "Inspectors praise progress in children\u2019s services"),
        ("paragraph", "Published: 4th March 2019"),
        (
            "paragraph",
            "A visit by inspectors to Midshire has found that the council is making steady progress in its work.",
        ),
        ("paragraph", "A family hub. Picture: Midshire County Council"),
        (
            "paragraph",
            "The inspectors spent two days in February with social workers and looked at a wide range of case records.",
        ),
        ("heading", "What inspectors found"),
        ("item", "caseloads are lower than a year before"),
        ("item", "and watched"),
        ("item", "plans are clear"),
        ("heading", "What happens next"),
        ("item", "Write an action plan"),
        ("item", "Report to scrutiny"),
        ("paragraph", "Area Grade"),
        ("paragraph", "Overall effectiveness Good"),
        ("paragraph", "\u201cWe are proud,\u201d said the director."),
    ]


def test_lists_keep_their_markers_and_depth() -> None:
    items = [(block.marker, block.level) for block in read_html(COUNCIL.encode()).blocks if block.marker]
    assert items == [("\u2022", 1), ("\u2022", 2), ("\u2022", 1), ("3.", 1), ("4.", 1)]


def test_a_press_page_loses_its_furniture_and_keeps_its_byline() -> None:
    content = read_html(PRESS.encode())
    check_content(content)
    words = [words for _, words in outline(content)]
    assert words[:4] == [
        "Action plan agreed after visit",
        "The 2021 visit marked the council as good",
        "By Jo Bloggs",
        "13th Apr 2021, 11:22am",
    ]
    assert words[-3:] == [
        "Council leader Cllr Pat Smith (Con, Vale) said: \u201cWe were pleased that we kept our grade.",
        "\u201cThere is still more work to be done.\u201d",
        "Members agreed.",
    ]
    assert len(words) == 9


def test_the_head_says_who_published_it_and_when() -> None:
    council, press = read_html(COUNCIL.encode()), read_html(PRESS.encode())
    assert (council.meta.publisher, council.meta.issued) == ("Midshire County Council", "2019-03-04")
    meta = press.meta
    assert (meta.publisher, meta.author, meta.issued) == ("Midtown Courier", "Jo Bloggs", "2021-04-13")


def test_the_title_is_the_articles_and_not_the_sites() -> None:
    assert read_html(COUNCIL.encode()).title == "Inspectors praise progress in children\u2019s services"
    assert read_html(PRESS.encode()).title == "Action plan agreed after visit"


def test_a_page_without_main_text_is_read_whole() -> None:
    content = read_html(b"<body>Just some words<br><br>and more.<nav>Home</nav><p>A short page</p></body>")
    assert outline(content) == [
        ("paragraph", "Just some words"),
        ("paragraph", "and more."),
        ("paragraph", "A short page"),
    ]


def test_words_after_comments_are_kept() -> None:
    assert read_html(b"<p>one <!-- two --> three</p>").text == "one three"


def test_scripts_and_hidden_parts_are_not_read() -> None:
    page = b"<script>var a='<p>no</p>'</script><p hidden>no</p><template><p>no</p></template><p>yes</p>"
    assert read_html(page).text == "yes"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<p>caf\u00e9 \u2019</p>".encode(), "caf\u00e9 \u2019"),
        ("<p>caf\u00e9 \u2019</p>".encode("cp1252"), "caf\u00e9 \u2019"),
        ("<meta charset=iso-8859-1><p>caf\u00e9 \u2019</p>".encode("cp1252"), "caf\u00e9 \u2019"),
        ("<meta charset=koi8-r><p>\u0434\u0430</p>".encode("koi8-r"), "\u0434\u0430"),
        ("<html><p>caf\u00e9".encode("utf-16"), "caf\u00e9"),
        ("<meta charset=nonsense><p>caf\u00e9</p>".encode(), "caf\u00e9"),
        ("<meta charset=base64><p>caf\u00e9</p>".encode(), "caf\u00e9"),
        ("<?xml version='1.0' encoding='utf-8'?><html><p>caf\u00e9".encode(), "caf\u00e9"),
    ],
)
def test_encodings(data: bytes, words: str) -> None:
    assert words in read_html(data).text


def test_an_unknown_encoding_is_noted() -> None:
    assert "nonsense" in decode_html(b"<meta charset=nonsense>")[1][0].what


def test_a_page_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="larger than"):
        read_html(b"<p>" + b"x" * MAX_HTML_BYTES)


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<ul>",
        "<li>",
        "</ul>",
        "<ol>",
        "<h1>",
        "</h1>",
        "<h2>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<br>",
        "<b>",
        "</b>",
        "<article>",
        "<aside>",
        "word ",
        "A sentence of some words. ",
        "&amp;",
        "&#0;",
        "&#xD800;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<svg>",
        "<p hidden>",
        "<blockquote>",
        "<title>",
        "\x00",
        "\u202e",
        "<",
        "\n",
    ]
)


@given(st.lists(TAGS, max_size=40))
def test_any_page_gives_sound_blocks_or_a_clear_refusal(tags: list[str]) -> None:
    try:
        content = read_html("".join(tags).encode())
    except UnreadableDocument as error:
        assert error.what_to_do
        return
    check_content(content)

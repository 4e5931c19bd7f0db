"""Documents fetched from a server on this machine, one that behaves and one that does not."""

from __future__ import annotations

import csv
import gzip
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.get import Manners, Outcome, Result, get
from kg.get.places import is_public
from tests.get.server import OTHER_PDF, PDF, Handler, Request, Send, Server, answer, ranged, raw, says, serving, turns

QUICK = Manners(pause=0, retries=2, seconds=5)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({}) as running:
        yield running


def fetch(server: Server, folder: Path, *lines: str, head: str = "url", manners: Manners = QUICK) -> list[Result]:
    """Fetches what the lines list; "{}" in a line stands for the server's address."""
    listed = folder.parent / "list.csv"
    rows = [line.replace("{}", server.url("")) for line in lines]
    listed.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return get(listed, folder, manners)


def one(server: Server, folder: Path, handler: Handler, manners: Manners = QUICK) -> Result:
    """Fetches one page that answers so."""
    server.pages["/a.pdf"] = handler
    [result] = fetch(server, folder, "{}/a.pdf", manners=manners)
    return result


def why(result: Result) -> str:
    """Why a document is not here; nothing of it may be left."""
    assert result.outcome is Outcome.FAILED
    assert result.path == ""
    return result.why


def documents(folder: Path) -> dict[str, bytes]:
    """What a build would find: hidden files apart."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def catalogue(folder: Path) -> list[dict[str, str]]:
    with (folder / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def drip(data: bytes, seconds: float = 0.02) -> Handler:
    def handle(request: Request, send: Send) -> None:
        for byte in data:
            send(bytes([byte]))
            time.sleep(seconds)

    return handle


# --- what is fetched --------------------------------------------------------------------------------------


def test_a_document_and_its_row(server: Server, tmp_path: Path) -> None:
    server.pages["/v1/file/500"] = answer()
    head = "source,title,publisher,issued,licence"
    [result] = fetch(server, tmp_path / "to", '{}/v1/file/500,"A, title",Ofsted,14/07/17,OGL', head=head)
    assert (result.outcome, result.path) == (Outcome.NEW, "500.pdf")
    assert documents(tmp_path / "to")["500.pdf"] == PDF
    assert catalogue(tmp_path / "to") == [
        {
            "path": "500.pdf", "title": "A, title", "publisher": "Ofsted", "issued": "2017-07-14",
            "source": server.url("/v1/file/500"), "licence": "OGL",
        }
    ]  # fmt: skip


def test_a_list_with_authorities_and_file_names(server: Server, tmp_path: Path) -> None:
    server.pages |= {"/1": answer(), "/2": answer(OTHER_PDF)}
    lines = ("80418,norfolk,16/08/13,{}/1,report - 16 august.pdf", "80419,kent,1/2/14,{}/2,report - 16 august.pdf")
    results = fetch(server, tmp_path / "to", *lines, head="ofsted_urn,authority,published,address,file")
    assert [result.path for result in results] == ["norfolk/report - 16 august.pdf", "kent/report - 16 august.pdf"]
    assert [row["issued"] for row in catalogue(tmp_path / "to")] == ["2013-08-16", "2014-02-01"]


def test_what_the_owner_wrote_stays(server: Server, tmp_path: Path) -> None:
    server.pages["/a.pdf"] = answer()
    folder = tmp_path / "to"
    folder.mkdir()
    before = "note,path,title,issued\nmine,a.pdf,My title,\nold,b.pdf,Other,2001\n"
    (folder / "documents.csv").write_text(before, encoding="utf-8")
    (folder / "a.pdf").write_bytes(PDF)
    fetch(server, folder, "{}/a.pdf,Their title,2017-07", head="url,title,issued")
    rows = catalogue(folder)
    assert [(row["note"], row["path"], row["title"], row["issued"]) for row in rows[:2]] == [
        ("mine", "a.pdf", "My title", ""),
        ("old", "b.pdf", "Other", "2001"),
    ]
    assert (rows[2]["title"], rows[2]["issued"]) == ("Their title", "2017-07"), "a file of the owner's is not ours"
    assert rows[2]["path"].startswith("a-")


def test_a_row_that_the_owner_edited_stays_when_fetched_again(server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "to"
    one(server, folder, answer())
    text = (folder / "documents.csv").read_text(encoding="utf-8").replace("a.pdf,,", "a.pdf,Mine,", 1)
    (folder / "documents.csv").write_text(text, encoding="utf-8")
    fetch(server, folder, "{}/a.pdf,Theirs,Ofsted", head="url,title,publisher")
    [row] = catalogue(folder)
    assert (row["title"], row["publisher"]) == ("Mine", "Ofsted")


def test_names_that_collide_are_told_apart_the_same_way_every_time(server: Server, tmp_path: Path) -> None:
    server.pages |= {"/x/report.pdf": answer(), "/y/Report.pdf": answer(OTHER_PDF)}
    first = fetch(server, tmp_path / "to", "{}/x/report.pdf", "{}/y/Report.pdf")
    again = fetch(server, tmp_path / "to", "{}/y/Report.pdf", "{}/x/report.pdf")
    assert {result.path for result in first} == {result.path for result in again}
    assert len({result.path.casefold() for result in first}) == 2
    assert sorted(documents(tmp_path / "to").values()) == sorted(
        [PDF, OTHER_PDF, (tmp_path / "to" / "documents.csv").read_bytes()]
    )


@pytest.mark.parametrize("path", ["../out.pdf", "/etc/out.pdf", "C:\\out.pdf", "a/../../out.pdf", "..\\out.pdf"])
def test_no_path_leads_out_of_the_folder(server: Server, tmp_path: Path, path: str) -> None:
    server.pages["/a"] = answer()
    [result] = fetch(server, tmp_path / "to", f"{{}}/a,{path}", head="url,path")
    assert "leads out of the folder" in why(result)
    assert server.asked == []


@pytest.mark.parametrize("path", ["/..%2f..%2fout.pdf", "/%2e%2e", "/.hidden.pdf", "/con.pdf", "/a%00%0ab.pdf"])
def test_a_name_from_an_address_is_made_safe(server: Server, tmp_path: Path, path: str) -> None:
    server.pages[path] = answer()
    [result] = fetch(server, tmp_path / "to", f"{{}}{path}")
    assert result.outcome is Outcome.NEW
    assert set(documents(tmp_path / "to")) == {result.path, "documents.csv"}
    assert "/" not in result.path


def test_a_link_that_leaves_the_folder_is_not_written_through(server: Server, tmp_path: Path) -> None:
    (tmp_path / "to").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "to" / "sub").symlink_to(tmp_path / "out")
    server.pages["/a"] = answer()
    [result] = fetch(server, tmp_path / "to", "{}/a,sub/a.pdf", head="url,path")
    assert "leads out of the folder" in why(result)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_long_name_is_cut_and_keeps_its_ending(server: Server, tmp_path: Path) -> None:
    server.pages["/a"] = answer()
    [result] = fetch(server, tmp_path / "to", f"{{}}/a,{'é' * 300}.pdf", head="url,path")
    assert result.outcome is Outcome.NEW
    assert result.path.endswith("é.pdf")


# --- manners ----------------------------------------------------------------------------------------------


def test_a_host_has_one_request_at_a_time(server: Server, tmp_path: Path) -> None:
    def slow(request: Request, send: Send) -> None:
        time.sleep(0.02)
        send(raw(PDF))

    server.pages |= {f"/{number}.pdf": slow for number in range(6)}
    results = fetch(server, tmp_path / "to", *(f"{{}}/{number}.pdf" for number in range(6)))
    assert {result.outcome for result in results} == {Outcome.NEW}
    assert server.most == 1


def test_two_hosts_are_served_side_by_side(server: Server, tmp_path: Path) -> None:
    both = threading.Barrier(2)

    def meet(request: Request, send: Send) -> None:
        both.wait(timeout=10)
        send(raw(PDF))

    server.pages |= {"/1.pdf": meet, "/2.pdf": meet}
    other = server.url("/2.pdf").replace("127.0.0.1", "localhost")
    results = fetch(server, tmp_path / "to", "{}/1.pdf", other)
    assert {result.outcome for result in results} == {Outcome.NEW}


def test_we_say_who_we_are(server: Server, tmp_path: Path) -> None:
    one(server, tmp_path / "to", answer(), Manners(pause=0, contact="me@example.org\r\nX: y"))
    assert server.asked[-1].headers["user-agent"].startswith("inspection-kg/")
    assert "me@example.org" in server.asked[-1].headers["user-agent"]
    assert "x" not in server.asked[-1].headers


def test_robots_are_asked_first_and_kept_to(server: Server, tmp_path: Path) -> None:
    rules = b"User-agent: *\nDisallow: /private/\nAllow: /private/open*.pdf$\n"
    server.pages |= {
        "/robots.txt": answer(rules), "/a.pdf": answer(), "/private/a.pdf": answer(), "/private/open1.pdf": answer(),
    }  # fmt: skip
    results = fetch(server, tmp_path / "to", "{}/private/a.pdf", "{}/a.pdf", "{}/private/open1.pdf")
    assert "robots.txt does not allow" in why(results[0])
    assert [result.outcome for result in results[1:]] == [Outcome.NEW, Outcome.NEW]
    assert [request.path for request in server.asked].count("/robots.txt") == 1
    assert server.paths() == ["/a.pdf", "/private/open1.pdf"]


def test_robots_hold_for_where_a_redirect_leads(server: Server, tmp_path: Path) -> None:
    server.pages |= {"/robots.txt": answer(b"User-agent: inspection-kg\nDisallow: /no\n"), "/no": answer()}
    assert "robots.txt" in why(one(server, tmp_path / "to", answer(b"", "302 Found", Location="/no")))
    assert server.paths() == ["/a.pdf"]


def test_without_robots_that_can_be_had_nothing_is_asked(server: Server, tmp_path: Path) -> None:
    server.pages["/robots.txt"] = answer(b"", "503 Service Unavailable")
    assert "robots.txt cannot be had (the server says 503" in why(one(server, tmp_path / "to", answer()))
    assert server.paths() == []


def test_too_many_requests_waits_as_long_as_asked(server: Server, tmp_path: Path) -> None:
    busy = answer(b"", "429 Too Many Requests", Retry_After="1")
    began = time.monotonic()
    result = one(server, tmp_path / "to", turns(busy, answer()))
    assert result.outcome is Outcome.NEW
    assert time.monotonic() - began >= 1
    assert len(server.paths()) == 2


@pytest.mark.parametrize("value", ["99999", "Fri, 31 Dec 2999 23:59:59 GMT"])
def test_a_host_that_wants_to_be_left_alone_is(server: Server, tmp_path: Path, value: str) -> None:
    server.pages |= {"/a.pdf": answer(b"", "429 Too Many Requests", Retry_After=value), "/b.pdf": answer()}
    results = fetch(server, tmp_path / "to", "{}/a.pdf", "{}/b.pdf")
    assert ["left alone" in why(result) for result in results] == [True, True]
    assert server.paths() == ["/a.pdf"]


@pytest.mark.parametrize("status", ["500 Broken", "503 Busy", "408 Slow"])
def test_a_passing_failure_is_tried_again(server: Server, tmp_path: Path, status: str) -> None:
    assert one(server, tmp_path / "to", turns(answer(b"", status), answer())).outcome is Outcome.NEW


def test_a_lasting_failure_is_said(server: Server, tmp_path: Path) -> None:
    assert why(one(server, tmp_path / "to", answer(b"", "500 Broken"))) == "the server says 500 Broken"
    assert len(server.paths()) == 1 + QUICK.retries


def test_what_is_not_there_is_asked_for_once(server: Server, tmp_path: Path) -> None:
    [result] = fetch(server, tmp_path / "to", "{}/gone.pdf")
    assert why(result) == "the server says 404 Not Found"
    assert server.paths() == ["/gone.pdf"]


# --- what is here is not fetched again ----------------------------------------------------------------------


def test_what_has_not_changed_is_not_sent_again(server: Server, tmp_path: Path) -> None:
    def known(request: Request, send: Send) -> None:
        same = request.headers.get("if-none-match") == '"v1"'
        send(raw(b"", "304 Not Modified") if same else raw(PDF, ETag='"v1"'))

    assert one(server, tmp_path / "to", known).outcome is Outcome.NEW
    assert one(server, tmp_path / "to", known).outcome is Outcome.SAME
    assert documents(tmp_path / "to")["a.pdf"] == PDF


def test_what_has_changed_takes_its_place(server: Server, tmp_path: Path) -> None:
    day = "Fri, 14 Jul 2017 10:00:00 GMT"
    one(server, tmp_path / "to", answer(Last_Modified=day))
    result = one(server, tmp_path / "to", answer(OTHER_PDF, Last_Modified="Sat, 15 Jul 2017 10:00:00 GMT"))
    assert server.asked[-1].headers["if-modified-since"] == day
    assert (result.outcome, documents(tmp_path / "to")["a.pdf"]) == (Outcome.CHANGED, OTHER_PDF)


def test_where_the_server_tells_no_versions_what_is_here_stays(server: Server, tmp_path: Path) -> None:
    one(server, tmp_path / "to", answer())
    assert one(server, tmp_path / "to", answer(OTHER_PDF)).outcome is Outcome.SAME
    again = Manners(pause=0, fresh=True)
    assert one(server, tmp_path / "to", answer(OTHER_PDF), again).outcome is Outcome.CHANGED


def test_a_file_that_its_owner_changed_stays(server: Server, tmp_path: Path) -> None:
    one(server, tmp_path / "to", answer())
    (tmp_path / "to" / "a.pdf").write_bytes(b"%PDF-1.4 mine")
    again = Manners(pause=0, fresh=True)
    assert one(server, tmp_path / "to", answer(OTHER_PDF), again).outcome is Outcome.YOURS
    assert documents(tmp_path / "to")["a.pdf"] == b"%PDF-1.4 mine"


def test_a_304_for_what_is_not_here_is_a_fault(server: Server, tmp_path: Path) -> None:
    assert "nothing is here" in why(one(server, tmp_path / "to", answer(b"", "304 Not Modified")))


def test_a_state_file_that_is_damaged_costs_nothing(server: Server, tmp_path: Path) -> None:
    one(server, tmp_path / "to", answer())
    (tmp_path / "to" / ".kg-get" / "fetched.json").write_text('{"x": 1', encoding="utf-8")
    assert one(server, tmp_path / "to", answer()).outcome is Outcome.SAME
    assert len(catalogue(tmp_path / "to")) == 1


# --- halves -----------------------------------------------------------------------------------------------


def cut(after: int, **headers: str) -> Handler:
    """Says how long the document is and ends in its middle."""
    return says(raw(PDF, **headers)[: len(raw(PDF, **headers)) - len(PDF) + after])


def test_a_document_that_was_cut_off_is_gone_on_with(server: Server, tmp_path: Path) -> None:
    assert one(server, tmp_path / "to", turns(cut(400, ETag='"v1"'), ranged(PDF))).outcome is Outcome.NEW
    assert server.asked[-1].headers["range"] == "bytes=400-"
    assert documents(tmp_path / "to")["a.pdf"] == PDF


def test_the_next_run_goes_on_with_a_half(server: Server, tmp_path: Path) -> None:
    alone = Manners(pause=0, retries=0)
    assert "cut off after 400" in why(one(server, tmp_path / "to", cut(400, ETag='"v1"'), alone))
    assert set(documents(tmp_path / "to")) == set(), "a half is no document"
    assert one(server, tmp_path / "to", ranged(PDF), alone).outcome is Outcome.NEW
    assert server.asked[-1].headers["range"] == "bytes=400-"
    assert documents(tmp_path / "to")["a.pdf"] == PDF


def test_a_half_of_a_version_that_is_gone_is_thrown_away(server: Server, tmp_path: Path) -> None:
    handler = turns(cut(400, ETag='"v1"'), ranged(OTHER_PDF, '"v2"'))
    assert one(server, tmp_path / "to", handler).outcome is Outcome.NEW
    assert documents(tmp_path / "to")["a.pdf"] == OTHER_PDF


def test_where_range_is_not_known_it_begins_again(server: Server, tmp_path: Path) -> None:
    handler = turns(cut(400, ETag='"v1"'), answer(PDF, ETag='"v1"'))
    assert one(server, tmp_path / "to", handler).outcome is Outcome.NEW
    assert documents(tmp_path / "to")["a.pdf"] == PDF


@pytest.mark.parametrize("said", ["bytes 9-20/30", "bytes 300-999/1000", "nonsense", ""])
def test_another_piece_than_asked_for_is_not_put_in(server: Server, tmp_path: Path, said: str) -> None:
    wrong = answer(b"xxxx", "206 Partial Content", Content_Range=said)
    assert one(server, tmp_path / "to", turns(cut(400, ETag='"v1"'), wrong, ranged(PDF))).outcome is Outcome.NEW
    assert documents(tmp_path / "to")["a.pdf"] == PDF


def test_a_piece_that_ends_too_soon_is_gone_on_with(server: Server, tmp_path: Path) -> None:
    short = answer(PDF[400:500], "206 Partial Content", ETag='"v1"', Content_Range=f"bytes 400-499/{len(PDF)}")
    assert one(server, tmp_path / "to", turns(cut(400, ETag='"v1"'), short, ranged(PDF))).outcome is Outcome.NEW
    assert server.asked[-1].headers["range"] == "bytes=500-"
    assert documents(tmp_path / "to")["a.pdf"] == PDF


def test_without_a_version_a_half_is_not_gone_on_with(server: Server, tmp_path: Path) -> None:
    assert one(server, tmp_path / "to", turns(cut(400, ETag='W/"weak"'), answer())).outcome is Outcome.NEW
    assert "range" not in server.asked[-1].headers


def test_416_begins_again(server: Server, tmp_path: Path) -> None:
    handler = turns(cut(400, ETag='"v1"'), answer(b"", "416 Range Not Satisfiable"), answer())
    assert one(server, tmp_path / "to", handler).outcome is Outcome.NEW


def test_an_interrupted_run_carries_on(server: Server, tmp_path: Path) -> None:
    """What was fetched before the interrupt is kept with its row, the rest is fetched by the next run."""
    server.pages |= {"/1.pdf": answer(PDF, ETag='"v"'), "/2.pdf": answer(OTHER_PDF)}
    listed = tmp_path / "list.csv"
    listed.write_text(f"url\n{server.url('/1.pdf')}\n{server.url('/2.pdf')}\n", encoding="utf-8")

    def interrupt(done: int, total: int, stage: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        get(listed, tmp_path / "to", QUICK, interrupt)
    assert [row["path"] for row in catalogue(tmp_path / "to")] == ["1.pdf"]
    server.pages["/1.pdf"] = answer(b"", "304 Not Modified")
    assert [result.outcome for result in get(listed, tmp_path / "to", QUICK)] == [Outcome.SAME, Outcome.NEW]


# --- servers that misbehave -------------------------------------------------------------------------------


def test_a_connection_that_is_reset_is_tried_again(server: Server, tmp_path: Path) -> None:
    def reset(request: Request, send: Send) -> None:
        send(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nhalf")
        raise OSError

    assert one(server, tmp_path / "to", turns(reset, answer())).outcome is Outcome.NEW
    assert "cut off" in why(one(server, tmp_path / "other", reset))


def test_nobody_who_listens_is_said(server: Server, tmp_path: Path) -> None:
    [result] = fetch(server, tmp_path / "to", "http://127.0.0.1:1/a.pdf")
    assert "connection failed" in why(result)


@pytest.mark.parametrize(
    "said",
    [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n",
     b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n"],
    ids=["nothing", "no status", "no number", "many headers", "long header"],
)  # fmt: skip
def test_an_answer_that_is_none_is_said(server: Server, tmp_path: Path, said: bytes) -> None:
    assert why(one(server, tmp_path / "to", says(said)))


def test_without_a_length_the_end_is_the_end(server: Server, tmp_path: Path) -> None:
    assert one(server, tmp_path / "to", answer(length=False)).outcome is Outcome.NEW


def test_a_body_longer_than_said_is_cut_to_what_was_said(server: Server, tmp_path: Path) -> None:
    assert one(server, tmp_path / "to", says(raw(PDF) + b"more" * 100)).outcome is Outcome.NEW
    assert documents(tmp_path / "to")["a.pdf"] == PDF


@pytest.mark.parametrize("chunks", [b"5\r\n%PDF-\r\n", b"zz\r\n%PDF-\r\n0\r\n\r\n", b"-5\r\nabc", b"ffffffffff\r\nabc"])
def test_chunks_that_are_broken_are_said(server: Server, tmp_path: Path, chunks: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert why(one(server, tmp_path / "to", says(head + chunks)))


def test_a_body_without_end_is_stopped(server: Server, tmp_path: Path) -> None:
    def endless(request: Request, send: Send) -> None:
        send(b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n")
        while True:
            send(b"x" * 65_536)

    small = Manners(pause=0, limit=1_000_000)
    assert why(one(server, tmp_path / "to", endless, small)) == "it is larger than 1,000,000 bytes"
    assert list((tmp_path / "to" / ".kg-get").glob("*.part")) == []


def test_a_length_that_is_too_large_is_not_waited_for(server: Server, tmp_path: Path) -> None:
    huge = says(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n")
    assert "larger than" in why(one(server, tmp_path / "to", huge))
    assert len(server.paths()) == 1


def test_what_comes_packed_is_unpacked(server: Server, tmp_path: Path) -> None:
    assert one(server, tmp_path / "to", answer(gzip.compress(PDF), Content_Encoding="gzip")).outcome is Outcome.NEW
    assert documents(tmp_path / "to")["a.pdf"] == PDF


def test_a_small_body_that_unpacks_without_end_is_stopped(server: Server, tmp_path: Path) -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    small = Manners(pause=0, limit=1_000_000)
    handler = answer(bomb, Content_Encoding="gzip")
    assert why(one(server, tmp_path / "to", handler, small)) == "it is larger than 1,000,000 bytes"


@pytest.mark.parametrize(("coding", "said"), [("br", "not asked for"), ("gzip", "cannot be unpacked")])
def test_what_is_packed_wrongly_is_said(server: Server, tmp_path: Path, coding: str, said: str) -> None:
    assert said in why(one(server, tmp_path / "to", answer(PDF, Content_Encoding=coding)))


@pytest.mark.parametrize("where", ["headers", "body"])
def test_a_server_that_drips_is_left(server: Server, tmp_path: Path, where: str) -> None:
    start = b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n"
    data = start + (b"X-A: b\r\n" * 5000 if where == "headers" else b"\r\n%PDF-1.4" + b"x" * 9000)
    result = one(server, tmp_path / "to", drip(data), Manners(pause=0, seconds=0.5))
    assert why(result) == "it took longer than 0.5 seconds"


def test_redirects_are_followed(server: Server, tmp_path: Path) -> None:
    server.pages["/b"] = answer(status="200 OK")
    result = one(server, tmp_path / "to", answer(b"", "301 Moved", Location="/b"))
    assert (result.outcome, result.path) == (Outcome.NEW, "a.pdf")


def test_redirects_without_end_are_left(server: Server, tmp_path: Path) -> None:
    assert "on and on" in why(one(server, tmp_path / "to", answer(b"", "302 Found", Location="/a.pdf")))
    assert len(server.paths()) == QUICK.redirects + 1


@pytest.mark.parametrize(
    ("to", "said"),
    [("file:///etc/passwd", "only addresses"), ("ftp://127.0.0.1/a", "only addresses"), ("", "not where to"),
     ("http://u:p@127.0.0.1/", "password"), ("http://[::1", "no address"), ("http://a b/", "no name of a host")],
)  # fmt: skip
def test_a_redirect_that_leads_off_the_web_is_not_followed(server: Server, tmp_path: Path, to: str, said: str) -> None:
    assert said in why(one(server, tmp_path / "to", answer(b"", "302 Found", Location=to)))


def test_a_public_address_may_not_lead_into_a_private_network(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The listed machine counts as public here, though it is this one; where it leads to does not."""
    monkeypatch.setattr("kg.get.places.is_public", lambda ip: ip == "127.0.0.1")
    inside = f"http://[::1]:{server.port}/b"
    assert "private network" in why(one(server, tmp_path / "to", answer(b"", "302 Found", Location=inside)))
    assert server.paths() == ["/a.pdf"]


@pytest.mark.parametrize(
    ("ip", "public"),
    [("127.0.0.1", False), ("10.1.2.3", False), ("169.254.169.254", False), ("::1", False), ("fe80::1%eth0", False),
     ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("0.1.2.3", False),
     ("100.64.0.1", False), ("224.0.0.1", False), ("8.8.8.8", True), ("2606:4700::1111", True),
     ("64:ff9b::808:808", True)],
)  # fmt: skip
def test_which_machines_are_public(ip: str, public: bool) -> None:
    assert is_public(ip) is public


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"<!DOCTYPE html><html><body>Not found</body></html>", "named .pdf but is an HTML page"),
     (b"Not found", "named .pdf but is a plain text"), (b"", "it is empty"), (b"PK\x03\x04cut", "damaged"),
     (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "a picture")],
)  # fmt: skip
def test_what_is_no_document_is_said_and_not_kept(server: Server, tmp_path: Path, body: bytes, said: str) -> None:
    result = one(server, tmp_path / "to", answer(body, Content_Type="application/pdf"))
    assert said in why(result)
    assert documents(tmp_path / "to") == {}


def test_an_error_page_does_not_take_the_place_of_a_document(server: Server, tmp_path: Path) -> None:
    one(server, tmp_path / "to", answer(ETag='"v1"'))
    result = one(server, tmp_path / "to", answer(b"<html><body>Sorry</body></html>"))
    assert (result.outcome, result.path) == (Outcome.FAILED, "a.pdf")
    assert documents(tmp_path / "to")["a.pdf"] == PDF


def test_a_page_gets_an_ending_that_fits(server: Server, tmp_path: Path) -> None:
    server.pages["/news/story"] = answer(b"<html><body><p>Words</p></body></html>")
    [result] = fetch(server, tmp_path / "to", "{}/news/story/".rstrip("/"))
    assert result.path == "story.html"


# --- lists ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "no column of addresses"), ("a,b\n1,2\n", "no column of addresses"), ("url\n", "lists no address"),
     ('url\n"x"y\n', "not CSV")],
)  # fmt: skip
def test_a_list_that_is_none_is_wrong_use(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        get(tmp_path / "list.csv", tmp_path / "to", QUICK)


@pytest.mark.parametrize("text", ["a,b\n1,2\n", 'path\n"x"y\n', "path,title\na.pdf,x,y\n"])
def test_a_catalogue_that_would_be_lost_is_wrong_use(server: Server, tmp_path: Path, text: str) -> None:
    (tmp_path / "to").mkdir()
    (tmp_path / "to" / "documents.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"documents\.csv"):
        fetch(server, tmp_path / "to", "{}/a.pdf")
    assert server.asked == []


@pytest.mark.parametrize("address", ["ftp://example.org/a", "javascript:alert(1)", "/a.pdf", "http://u:p@127.0.0.1/"])
def test_a_row_that_cannot_be_asked_for_costs_itself_alone(server: Server, tmp_path: Path, address: str) -> None:
    server.pages["/a.pdf"] = answer()
    bad, good = fetch(server, tmp_path / "to", address, "{}/a.pdf")
    assert why(bad)
    assert good.outcome is Outcome.NEW


def test_an_address_that_comes_twice_is_asked_for_once(server: Server, tmp_path: Path) -> None:
    server.pages["/a.pdf"] = answer()
    assert len(fetch(server, tmp_path / "to", "{}/a.pdf", "{}/a.pdf")) == 1

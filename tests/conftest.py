"""What every test shares: no network, the real documents, and one build of each set of documents."""

from __future__ import annotations

import os
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
"""Real documents and what a reader found in them; they stand beside a checkout and are no part of it."""

MUST_RUN = os.environ.get("CI") == "true" or os.environ.get("KG_CI") == "1"
"""In continuous integration nothing may be skipped for want of documents or of a browser."""

SMALL_DOCUMENT = "0123456789abcdef"
SMALL_TEXT = "Adoption\r\nNobody waits. Adoption is good, they <b>said</b>.\nThe end of it.\n"
SMALL_BASE = "https://example.org/id/"
SMALL_FACT = "judgement/E1/2020-05-02/adoption/good"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leaves out, with one line for all of them, the tests that need what this machine does not have."""
    if item.get_closest_marker("real") and not SHARED.is_dir():
        _miss("no ../shared: the real documents are not here")
    if item.get_closest_marker("browser") and not any(map(shutil.which, BROWSERS)):
        _miss("no browser: install chromium")


def _miss(what: str) -> None:
    if MUST_RUN:
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Every connection to another machine is an error; local sockets and loopback stay open."""
    real = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}

    def guard(name: str) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family != getattr(socket, "AF_UNIX", None) and not _is_loopback(address):
                raise OSError(f"the tests use no network, but {address!r} was asked for")
            return real[name](self, address)

        return connect

    patch = pytest.MonkeyPatch()
    for name in real:
        patch.setattr(socket.socket, name, guard(name))
    yield
    patch.undo()


def _is_loopback(address: Any) -> bool:
    host = address[0] if isinstance(address, tuple) else address
    return isinstance(host, str) and (host in {"localhost", "::1"} or host.startswith("127."))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents; only for tests marked `real`."""
    return SHARED


@pytest.fixture(scope="session")
def browser() -> str:
    """Path of a Chromium; only for tests marked `browser`."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found is not None, "mark the test with browser"
    return found


@pytest.fixture(scope="session")
def small_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of one made-up document with one fact, made without the pipeline; tests must not change it."""
    from kg.graph.store import create_store

    folder = tmp_path_factory.mktemp("small") / "output"
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / f"{SMALL_DOCUMENT}.txt").write_bytes(SMALL_TEXT.encode())
    create_store(folder / "store", [small_quads().encode()])
    return folder


def _build(output: Path, *paths: Path, page_images: bool = False) -> Path:
    from kg.pipeline import build
    from kg.settings import Settings

    build(Settings(paths=paths, output=output, page_images=page_images))
    return output


@pytest.fixture(scope="session")
def real_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One build of all real documents, made once; tests must not change it."""
    return _build(tmp_path_factory.mktemp("real") / "output", SHARED / "seeds", SHARED / "corpus" / "reports")


@pytest.fixture(scope="session")
def seed_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One build of the documents that come with the project, with pictures of their pages, made once; tests must not
    change it."""
    return _build(tmp_path_factory.mktemp("seeds") / "output", ROOT / "seeds", page_images=True)


@pytest.fixture(scope="session")
def analysed_site(seed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the documents that come with the project, analysed; tests must not change it."""
    from kg.site.analysis_page import write_analysis

    folder = tmp_path_factory.mktemp("analysed") / "output"
    shutil.copytree(seed_build, folder)
    write_analysis(folder)
    return folder


@pytest.fixture(scope="session")
def hostile_site(seed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a build in which every text that a document decides is an attack."""
    from kg.site.write import write_site
    from tests.site.hostile import copied, poison

    folder = copied(seed_build, tmp_path_factory.mktemp("hostile"))
    poison(folder)
    write_site(folder)
    return folder


def small_quads() -> str:
    """The quads of `small_build`: an authority's judgement in one document, and a transition."""
    prefix = "https://w3id.org/inspection-kg/"
    start = SMALL_TEXT.index("Adoption is good")
    names = {
        "fact": f"<{SMALL_BASE}{SMALL_FACT}>",
        "doc": f"<{SMALL_BASE}document/{SMALL_DOCUMENT}>",
        "passage": f"<{SMALL_BASE}passage/{SMALL_DOCUMENT}/{start}-{start + 16}>",
        "body": f"<{SMALL_BASE}authority/E1>",
        "change": f"<{SMALL_BASE}transition/1>",
        "derived": f"<{SMALL_BASE}graph/derived>",
        "reference": f"<{SMALL_BASE}graph/reference>",
        "provenance": f"<{SMALL_BASE}graph/provenance>",
        "insp": f"{prefix}ontology#",
        "vocab": f"{prefix}vocab/",
        "a": "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "oa": "http://www.w3.org/ns/oa#",
        "start": start,
        "end": start + 16,
    }
    return SMALL_QUADS.format(**names)


SMALL_QUADS = """\
{fact} {a} <{insp}Judgement> {doc} .
{fact} <{insp}body> {body} {doc} .
{fact} <{insp}grade> <{vocab}grade/good> {doc} .
{fact} <{insp}aspect> <{vocab}aspect/adoption> {doc} .
{fact} <{insp}evidence> {passage} {doc} .
{fact} <{insp}confidence> "0.95"^^<{xsd}decimal> {doc} .
{fact} <{insp}extractor> "grades.sentence" {doc} .
{doc} {a} <{insp}Document> {doc} .
{doc} <{insp}path> "a.txt" {doc} .
{doc} <http://purl.org/dc/terms/title> "A title" {doc} .
{doc} <http://purl.org/dc/terms/issued> "2020-06-01"^^<{xsd}date> {doc} .
{passage} {a} <{insp}Passage> {doc} .
{passage} <http://purl.org/dc/terms/isPartOf> {doc} {doc} .
{passage} <{oa}start> "{start}"^^<{xsd}integer> {doc} .
{passage} <{oa}end> "{end}"^^<{xsd}integer> {doc} .
{passage} <{oa}exact> "Adoption is good" {doc} .
{passage} <{insp}page> "1"^^<{xsd}integer> {doc} .
{passage} <{insp}section> "Adoption" {doc} .
{change} {a} <{insp}Transition> {derived} .
{change} <http://www.w3.org/2000/01/rdf-schema#comment> "Better than before." {derived} .
{change} <http://www.w3.org/ns/prov#wasDerivedFrom> {fact} {derived} .
{body} {a} <{insp}Authority> {reference} .
{body} <http://www.w3.org/2004/02/skos/core#prefLabel> "Somewhere"@en {reference} .
{derived} <http://www.w3.org/ns/prov#wasGeneratedBy> <{insp}run> {provenance} .
"""


def hears_ctrl_c() -> None:
    """For a child process: shells let what they start in the background ignore Ctrl-C, and children inherit it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)

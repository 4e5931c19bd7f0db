"""`kg push`: a build brought to a SPARQL store elsewhere; and where queries go, for the commands that ask."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import message, progress, result
from kg.cli.options import OUTPUT, Build

if TYPE_CHECKING:
    from kg.graph.store import Readable
    from kg.remote.client import Client
    from kg.remote.push import Plan


def push(
    url: Annotated[str, typer.Argument(help="Address of the store.", show_default=False)],
    build: Build = OUTPUT,
    query_url: Annotated[str, typer.Option(help="Where it takes queries, if elsewhere.", show_default=False)] = "",
    graphs_url: Annotated[str, typer.Option(help="Where it takes graphs, if elsewhere.", show_default=False)] = "",
    update_url: Annotated[str, typer.Option(help="Where it takes updates, if elsewhere.", show_default=False)] = "",
    seconds: Annotated[float, typer.Option(min=1, help="The most that a request may take.")] = 300.0,
    retries: Annotated[int, typer.Option(min=0, max=20, help="How often a failed request is made again.")] = 4,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent, and send nothing.")] = False,
) -> None:
    """Bring a build to a SPARQL store.

    Only graphs that changed are sent; a push that was interrupted goes on; counts are checked. Works with each store
    that speaks SPARQL 1.1 and the Graph Store Protocol. A user and a password are taken from KG_STORE_USER and
    KG_STORE_PASSWORD.

    \b
    Examples:
      kg push http://localhost:7878
      kg push https://graphs.example.org/repositories/inspections --dry-run
    """
    from kg.remote.client import Client, Patience, is_open_to_others

    client = Client(Patience(seconds=seconds, retries=retries))
    if client.user and is_open_to_others(url):
        message(f"Warning: {url} is not encrypted, and the password can be read on the way; take https")
    plan = _pushed(build, client, (url, query_url, graphs_url, update_url), dry_run)
    if plan.altered:
        altered = f"{len(plan.altered)} graphs were not in the store any more as they were pushed"
        message(f"{altered}, for instance {plan.altered[0]}")
    result(said(plan, dry_run))


def _pushed(build: Path, client: Client, urls: tuple[str, str, str, str], dry_run: bool) -> Plan:
    from dataclasses import replace

    from kg.remote.addresses import find_addresses
    from kg.remote.push import Push
    from kg.remote.store import RemoteStore

    url, query_url, graphs_url, update_url = urls
    addresses = find_addresses(client, url, query_url, graphs_url)
    store = RemoteStore(client, replace(addresses, update=update_url or addresses.update))
    with progress() as tell:
        pushed = Push(build, store, tell or (lambda *_: None))
        return pushed.plan() if dry_run else pushed.run()


def said(plan: Plan, dry_run: bool) -> str:
    """What a push did, or would do."""
    if plan.nothing:
        return f"The store holds this build already: {plan.total} graphs, counts checked"
    parts = [f"{len(plan.changed)} of {plan.total} graphs sent", f"{len(plan.gone)} deleted" if plan.gone else ""]
    parts.append("the union sent as a whole" if plan.whole else "the union brought up to date")
    line = ", ".join(filter(None, parts))
    return f"{line.replace('sent', 'would be sent', 1)}; nothing was done" if dry_run else f"{line}; counts checked"


def opened(build: Path, store: str) -> Readable:
    """Where queries go: the store at an address, or that of the build in a folder where none is given.

    Raises BuildNotFound, or UsageError and StoreError where there is none at the address.
    """
    if not store:
        from kg.graph.store import open_store
        from kg.publish.staging import recover

        recover(build.absolute())
        return open_store(build / "store")
    from kg.remote.store import open_remote

    return open_remote(store)

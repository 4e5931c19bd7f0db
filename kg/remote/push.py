"""A build brought to a store elsewhere by the Graph Store Protocol: only what changed, gone on with after an interruption,
checked by counts.

Each graph of the build becomes a graph of the store. What holds the union, each triple once, is the store's default graph
where it has one of its own, else a graph `…/graph/union` that queries are asked of: the default graph of many stores gives
a triple as often as there are graphs with it, and answers with counts would be wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import BuildNotFound, StoreError, UsageError
from kg.graph.files import GraphFile, merge
from kg.graph.kept import listed_graphs
from kg.graph.names import DERIVED
from kg.remote.graphs import PIECE, Graphs
from kg.remote.pushed import PUSHED, UNION, Version, union_checksum, written
from kg.remote.store import RemoteStore

Tell = Callable[[int, int, str], None]
_MANY = 2
"""Where more than one of so many graphs changed, the union is sent as a whole."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a push does. `whole`: whether the union is sent as a whole; `altered`: graphs that did not hold any more what was
    pushed, of `changed`."""

    changed: tuple[str, ...]
    gone: tuple[str, ...]
    altered: tuple[str, ...]
    whole: bool
    total: int

    @property
    def nothing(self) -> bool:
        """Whether the store holds the build already."""
        return not (self.changed or self.gone or self.whole)


def versions_of_files(graphs: Mapping[str, GraphFile]) -> dict[str, Version]:
    """What each graph of a build holds."""
    found = {}
    for name, graph in graphs.items():
        digest, lines = hashlib.sha256(), 0
        for piece in graph.pieces(1 << 20):
            digest.update(piece)
            lines += piece.count(b"\n")
        found[name] = Version(lines, digest.hexdigest())
    return found


@dataclass(slots=True)
class _State:
    """What is known of the store while it changes. `union`: IRI of the graph of the union, "" for the default graph."""

    versions: dict[str, Version]
    union: str = ""
    new: bool = False


@dataclass
class Push:
    """A build on its way to a store.

    Raises BuildNotFound where the folder holds no build or no list of its graphs.
    """

    build: Path
    store: RemoteStore
    tell: Tell = field(default=lambda *_: None)

    def __post_init__(self) -> None:
        self.graphs = listed_graphs(self.build)
        self.base = next((name.removesuffix(DERIVED) for name in self.graphs if name.endswith(DERIVED)), "")
        if not self.base:
            raise BuildNotFound(f"{self.build} holds no build with a list of its graphs: run `kg build` again")
        if not self.store.addresses.graphs:
            raise UsageError("it is not known where this store takes graphs: name the address with --graphs-url")
        self.remote = Graphs(self.store, self.base)

    @cached_property
    def wanted(self) -> dict[str, Version]:
        """What the store is to hold."""
        return versions_of_files(self.graphs)

    def plan(self) -> Plan:
        """What there is to do, by what the store says of itself and by the counts of its graphs. Nothing is changed."""
        return self._plan(self._state())

    def _state(self) -> _State:
        """What the store says. Raises UsageError where it holds another build."""
        heads = self.remote.heads()
        for base in sorted(heads.keys() - {self.base}):
            raise UsageError(f"the store holds a build with the base {base}: take another store, or empty it first")
        return _State(self.remote.versions(), heads.get(self.base, ""), self.base not in heads)

    def _plan(self, state: _State) -> Plan:
        there = {name: version for name, version in state.versions.items() if name != self._union_name(state)}
        same = [name for name, version in self.wanted.items() if there.get(name) == version]
        counts = self.remote.counts(same)
        altered = tuple(name for name in same if counts[name] != self.wanted[name].triples)
        kept = set(same) - set(altered)
        changed = tuple(sorted(self.wanted.keys() - kept))
        gone = tuple(sorted(there.keys() - self.wanted.keys()))
        union = state.versions.get(self._union_name(state), Version())
        whole = not union.known or altered != () or not self.store.addresses.update
        whole = whole or len(changed) + len(gone) > len(self.wanted) // _MANY
        if not changed and not gone:
            right = union.checksum == union_checksum(self.wanted)
            whole = not right or self.remote.count_union(state.union) != union.triples
        return Plan(changed, gone, altered, whole, len(self.wanted))

    def _union_name(self, state: _State) -> str:
        return state.union or f"{self.base}{UNION}"

    def run(self) -> Plan:
        """Bring the store up to the build. Raises StoreError where it cannot be, or holds something else afterwards."""
        state = self._state()
        plan = self._plan(state)
        if plan.nothing:
            return plan
        plan = self._begin(state, plan)
        steps = len(plan.changed) + len(plan.gone) + plan.whole
        for done, name in enumerate((*plan.changed, *plan.gone)):
            self.tell(done, steps, "sending")
            self._bring(state, plan, name)
        if plan.whole:
            self.tell(steps - 1, steps, "sending the union")
            self._send_union(state)
        self.tell(steps, steps, "counting")
        self._finish(state, plan)
        return plan

    def _begin(self, state: _State, plan: Plan) -> Plan:
        """Note what is about to change, and see what the store's default graph is."""
        union_name = self._union_name(state)
        for name in (*plan.changed, *plan.gone, *([union_name] if plan.whole else [])):
            state.versions[name] = Version()
        self._note(state)
        union = f"{self.base}{UNION}" if self.remote.default_is_all() else ""
        if state.new and not union and self.remote.has_default():
            self.remote.delete(f"{self.base}{PUSHED}")
            raise UsageError("the store's default graph holds triples that no push brought there: take an empty store")
        if union != state.union:
            state.union = union
            state.versions[self._union_name(state)] = Version()
            plan = Plan(plan.changed, plan.gone, plan.altered, True, plan.total)
            self._note(state)
        return plan

    def _note(self, state: _State) -> None:
        name = f"{self.base}{PUSHED}"
        self.remote.put(name, written(self.base, state.union, state.versions))

    def _bring(self, state: _State, plan: Plan, name: str) -> None:
        """Make one graph of the store what it is in the build. The union comes first: what is taken out of it is told by the
        graph as it was."""
        graph = self.graphs.get(name)
        if not plan.whole:
            self.remote.take_out(name, state.union)
            if graph:
                self.remote.add(state.union, graph.pieces(PIECE))
        if graph:
            self.remote.replace(name, graph.pieces(PIECE))
            state.versions[name] = self.wanted[name]
            self.remote.note(name, self.wanted[name])
        else:
            self.remote.delete(name)
            del state.versions[name]

    def _send_union(self, state: _State) -> None:
        """Send the union of all graphs."""
        with TemporaryDirectory(prefix="kg-push-") as folder:
            file = Path(folder) / "union.nt"
            merge([graph.path for graph in self.graphs.values()], file)
            union = GraphFile(file, self._union_name(state))
            triples = versions_of_files({"": union})[""].triples
            self.remote.replace(state.union, union.pieces(PIECE))
        state.versions[self._union_name(state)] = Version(triples, union_checksum(self.wanted))

    def _finish(self, state: _State, plan: Plan) -> None:
        """Count, and note what is there. Raises StoreError where a graph holds another number of triples."""
        wrong = self._wrong(plan)
        union_name = self._union_name(state)
        if not plan.whole:
            self._count_union(state)
        expected, found = state.versions[union_name].triples, self.remote.count_union(state.union)
        if expected != found and not plan.whole:
            self._send_union(state)
            expected, found = state.versions[union_name].triples, self.remote.count_union(state.union)
        if expected != found:
            wrong.append((state.union or "the default graph", expected, found))
        for name, _, _ in wrong:
            state.versions[name if name in self.wanted else union_name] = Version()
        self._note(state)
        if wrong:
            raise StoreError(_told(wrong), self.store.addresses.query)

    def _wrong(self, plan: Plan) -> list[tuple[str, int, int]]:
        """Graphs with another number of triples than they should have: name, what it should be, what it is."""
        counts = self.remote.counts((*plan.changed, *plan.gone))
        expected = {name: self.wanted[name].triples if name in self.wanted else 0 for name in counts}
        return [(name, expected[name], counts[name]) for name in sorted(counts) if counts[name] != expected[name]]

    def _count_union(self, state: _State) -> None:
        """What the union should hold, by the embedded store, whose default graph it is."""
        from kg.graph.store import open_store

        number = open_store(self.build / "store").query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        for row in number:  # type: ignore[union-attr]
            triples = int(row["n"].value)
            state.versions[self._union_name(state)] = Version(triples, union_checksum(self.wanted))


def _told(wrong: Sequence[tuple[str, int, int]]) -> str:
    shown = "; ".join(f"{name} has {found:,} triples instead of {expected:,}" for name, expected, found in wrong[:3])
    more = f"; and {len(wrong) - 3} more" if len(wrong) > 3 else ""
    return f"after the push {shown}{more}. Push again; if it stays so, see “Counts that differ” in docs/stores.md"

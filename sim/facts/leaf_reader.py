"""A leaf is written as one value, as a value with its range and source, or as values by date."""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from sim.facts.desk import Demand, Desk
from sim.facts.kinds import NumberKind
from sim.facts.leaves import AnyLeaf, Entry, Leaf, LeafSpec, Origin, Plain
from sim.facts.shapes import Shape
from sim.facts.tree import MappingNode, Mark, Node, ScalarNode

_DATE_LIKE = re.compile(r"[0-9][0-9/.-]*")
_SHARED = ("unit", "source", "scope", "note")
"""Keys that may also stand beside the dates of a series and then hold for every date."""
_STRETCH = (0.1, 10.0)
"""A duration may be stretched by a factor between these [ratio]."""


def read_leaf(spec: LeafSpec, node: Node, desk: Desk) -> AnyLeaf | None:
    """Read one leaf.

    Args:
        spec: what the leaf must be.
        node: what was written.
        desk: receives every problem.

    Returns:
        The leaf, or nothing if no value could be read.
    """
    return _LeafReader(spec, desk).leaf(node)


@dataclass(frozen=True)
class _LeafReader:
    spec: LeafSpec
    desk: Desk

    def leaf(self, node: Node) -> AnyLeaf | None:
        if self._is_null(node):
            return self._null(node)
        if not isinstance(node, MappingNode):
            entry = self._entry(self._bare(node), None)
            return self._made(node, (entry,) if entry else (), is_bare=isinstance(node, ScalarNode))
        if any(_DATE_LIKE.fullmatch(key) for key in node.keys):
            return self._series(node)
        entry = self._entry(node, None)
        return self._made(node, (entry,) if entry else ())

    def _made(self, node: Node, entries: tuple[Entry, ...], *, is_bare: bool = False) -> AnyLeaf | None:
        if not entries:
            return None
        return Leaf(self.spec, entries, Origin(self.desk.layer, node.mark), is_bare=is_bare)

    def _refuse(self, mark: Mark, found: object, expected: str, *, hint: str = "", below: str = "") -> None:
        path = f"{self.spec.path}.{below}" if below else self.spec.path
        self.desk.findings.add(mark, path, found=str(found), expected=expected, hint=hint)

    def _is_null(self, node: Node) -> bool:
        value = node.items.get("value") if isinstance(node, MappingNode) else node
        return isinstance(value, ScalarNode) and value.value is None and not value.is_quoted and self.spec.is_optional

    def _null(self, node: Node) -> AnyLeaf | None:
        entry = Entry(None)
        if isinstance(node, MappingNode):
            for key in node.items:
                if key not in ("value", *_SHARED):
                    self._refuse(node.keys[key], f"the key {key}", "value, unit, source, scope or note beside null")
            entry = self._described(entry, node)
        return self._made(node, (entry,), is_bare=isinstance(node, ScalarNode))

    def _bare(self, node: Node) -> MappingNode:
        """Write a bare value out as the mapping that it stands for."""
        key = self.spec.quantity.kind.keys[0]
        return MappingNode(node.mark, {key: node}, {key: node.mark})

    def _series(self, node: MappingNode) -> AnyLeaf | None:
        if not self.spec.quantity.is_dated:
            self._refuse(node.mark, "values by date", "one value", hint="this leaf does not change by date")
            return None
        entries = []
        for key, item in node.items.items():
            if key in _SHARED:
                continue
            when = self._date(key, node.keys[key])
            entry = self._entry(self._completed(item, node), when or date.min)
            if when and entry:
                entries.append(entry)
        entries.sort(key=lambda entry: entry.when or date.min)
        self._check_ramps(node, entries)
        return self._made(node, tuple(entries))

    def _date(self, key: str, mark: Mark) -> date | None:
        try:
            if len(key) == len("2017-02-20"):
                return date.fromisoformat(key)
        except ValueError:
            pass
        self._refuse(mark, ScalarNode(mark, key, key), "a date of the calendar, written as in 2017-02-20")
        return None

    def _completed(self, item: Node, series: MappingNode) -> MappingNode:
        """Give an entry of a series what is said for the whole series."""
        entry = item if isinstance(item, MappingNode) else self._bare(item)
        shared = [key for key in _SHARED if key in series.items and key not in entry.keys]
        return MappingNode(
            entry.mark,
            {**entry.items, **{key: series.items[key] for key in shared}},
            {**entry.keys, **{key: series.keys[key] for key in shared}},
        )

    def _check_ramps(self, node: MappingNode, entries: list[Entry]) -> None:
        if entries and entries[0].is_ramp:
            self._refuse(node.mark, f"a ramp to {entries[0].when}, the first date", "a value to start from")
        for before, after in pairwise(entries):
            if after.is_ramp and (isinstance(before.value, str) or isinstance(after.value, str)):
                self._refuse(node.mark, f"a ramp to {after.when} from or to a word", "numbers at both ends of a ramp")

    def _entry(self, node: MappingNode, when: date | None) -> Entry | None:
        """Read one value with what is said about it."""
        self._check_keys(node, is_dated=when is not None)
        value = self._value(node)
        if value is None:
            return None
        entry = self._described(Entry(value, when=when), node)
        if self.spec.quantity.kind.has_range:
            entry = self._ranged(entry, node)
        if isinstance(value, Shape):
            entry = self._stretched(entry, node)
        self._check_demand(entry, node)
        ramp = node.items.get("ramp")
        return replace(entry, is_ramp=isinstance(ramp, ScalarNode) and ramp.value is True)

    def _allowed(self, *, is_dated: bool) -> tuple[str, ...]:
        kind = self.spec.quantity.kind
        keys = (*kind.keys, *(_SHARED if kind.has_unit else _SHARED[1:]))
        keys += ("low", "high") if kind.has_range else ()
        keys += ("stretch",) if kind.name == "duration" else ()
        return keys + (("ramp",) if is_dated and kind.has_range else ())

    def _check_keys(self, node: MappingNode, *, is_dated: bool) -> None:
        allowed = self._allowed(is_dated=is_dated)
        for key in node.items:
            if key not in allowed:
                hint = self.desk.findings.like(key, allowed)
                self._refuse(node.keys[key], f"the key {key}", "one of " + ", ".join(allowed), hint=hint)
        ramp = node.items.get("ramp")
        if ramp and not (isinstance(ramp, ScalarNode) and isinstance(ramp.value, bool)):
            self._refuse(ramp.mark, ramp, "true or false", below="ramp")

    def _value(self, node: MappingNode) -> Plain:
        kind = self.spec.quantity.kind
        written = [key for key in kind.keys if key in node.keys]
        if len(written) != 1:
            found = "both " + " and ".join(written) if written else "no value"
            self._refuse(node.mark, found, "one of " + ", ".join(kind.keys) if kind.keys[1:] else "the key value")
            return None
        if written[0] not in node.items:
            return None
        value = kind.understand(written[0], node.items[written[0]])
        if isinstance(value, tuple):
            for each in value:
                self._refuse(each.node.mark, each.node, each.expected, hint=each.hint, below=each.below)
            return None
        return value

    def _described(self, entry: Entry, node: MappingNode) -> Entry:
        """Read unit, source, scope and note."""
        unit = node.items.get("unit")
        if unit and not (isinstance(unit, ScalarNode) and unit.text == self.spec.unit):
            hint = "convert the value; units are not converted here"
            self._refuse(unit.mark, unit, f"the unit {self.spec.unit}", hint=hint, below="unit")
        source = node.items.get("source")
        reference = self.desk.register.check(source, f"{self.spec.path}.source", self.desk.findings) if source else ""
        return replace(entry, source=reference, scope=self._text(node, "scope"), note=self._text(node, "note"))

    def _text(self, node: MappingNode, key: str) -> str:
        item = node.items.get(key)
        if item is None:
            return ""
        if not isinstance(item, ScalarNode) or not item.text.strip():
            self._refuse(item.mark, item, "a text", below=key)
            return ""
        return item.text

    def _ranged(self, entry: Entry, node: MappingNode) -> Entry:
        """Read the ends of the range and check that the value lies between them."""
        ends = [key for key in ("low", "high") if key in node.keys]
        if not ends:
            return entry
        if isinstance(entry.value, str):
            self._refuse(node.items[ends[0]].mark, "a range", f"no range for {entry.value}", below=ends[0])
            return entry
        if len(ends) == 1:
            self._refuse(node.mark, f"{ends[0]} alone", "both low and high, or neither")
            return entry
        low, high = self._end(node, "low"), self._end(node, "high")
        if low is None or high is None or not isinstance(entry.value, int | float):
            return entry
        if low > entry.value:
            self._refuse(node.items["low"].mark, f"{low:g}", f"at most the value, {entry.value:g}", below="low")
        if high < entry.value:
            self._refuse(node.items["high"].mark, f"{high:g}", f"at least the value, {entry.value:g}", below="high")
        return replace(entry, low=low, high=high)

    def _end(self, node: MappingNode, key: str) -> float | None:
        """Read one end of a range, which must itself be a possible value."""
        item = node.items.get(key)
        if item is None:
            return None
        value = self.spec.quantity.kind.understand("value", item)
        if isinstance(value, tuple):
            self._refuse(item.mark, item, value[0].expected, hint=value[0].hint, below=key)
        elif not isinstance(value, int | float):
            self._refuse(item.mark, item, "a number", below=key)
        else:
            return value
        return None

    def _stretched(self, entry: Entry, node: MappingNode) -> Entry:
        """Read the range of the factor on a duration."""
        item = node.items.get("stretch")
        if item is None:
            return entry
        if not isinstance(item, MappingNode) or set(item.keys) != {"low", "high"}:
            self._refuse(item.mark, item, "a mapping with low and high", below="stretch")
            return entry
        kinds = {"low": NumberKind("", "a factor from 0.1 to 1", _STRETCH[0], 1.0)}
        kinds["high"] = NumberKind("", "a factor from 1 to 10", 1.0, _STRETCH[1])
        ends = []
        for key, end in item.items.items():
            value = kinds[key].understand("value", end)
            if isinstance(value, float):
                ends.append(value)
            else:
                self._refuse(end.mark, end, kinds[key].expected, below=f"stretch.{key}")
        return replace(entry, stretch=(min(ends), max(ends))) if len(ends) == len(kinds) else entry

    def _check_demand(self, entry: Entry, node: MappingNode) -> None:
        """Ask for what must be said about a value where it stands."""
        kind, demand = self.spec.quantity.kind, self.desk.demand
        if demand == Demand.FREE or not self.spec.quantity.is_claim:
            return
        needed = (*(("unit",) if kind.has_unit else ()), "source")
        if demand == Demand.RANGED and kind.has_range and not isinstance(entry.value, str):
            needed += ("low", "high")
        missing = [key for key in needed if key not in node.keys]
        if missing:
            self._refuse(node.mark, "no " + ", no ".join(missing), "a value with " + ", ".join(needed))
        elif demand == Demand.RANGED and not entry.note and _is_certain(entry):
            self._refuse(node.mark, "no range", "low < high, a stretch, or a note that says why there is none")


def _is_certain(entry: Entry) -> bool:
    """Whether a number or duration has no range to be drawn from."""
    if isinstance(entry.value, Shape):
        return entry.stretch is None or entry.stretch[0] == entry.stretch[1]
    return entry.low is not None and entry.low == entry.high

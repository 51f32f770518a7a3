"""Reads one value of a parameter with its unit, source and range, and whether it is reached by a ramp."""

from dataclasses import dataclass, replace
from datetime import date
from typing import final

from sim.data.tree import MappingNode, Mark, Node, ScalarNode
from sim.scenario.catalogue import ReadContext, Strictness
from sim.scenario.kinds import DurationKind, NumberKind, Shape
from sim.scenario.parameter import Effect, Entry, ParameterSpec, Plain

SHARED = ("unit", "source", "scope", "note")
"""Keys that may also stand beside the dates of a series and then hold for every date."""
_STRETCH = (0.1, 10.0)
"""A duration may be stretched by a factor between these [ratio]."""


@final
@dataclass(frozen=True)
class EntryReader:
    """Reads the values of one parameter, or of the changes of one."""

    spec: ParameterSpec
    context: ReadContext
    effect: Effect = Effect.SET

    def refuse(self, mark: Mark, found: object, expected: str, *, hint: str = "", below: str = "") -> None:
        """Note what is wrong with the parameter, or with something below it."""
        path = f"{self.spec.path}.{below}" if below else self.spec.path
        self.context.findings.add(mark, path, found=str(found), expected=expected, hint=hint)

    def bare(self, node: Node) -> MappingNode:
        """Write a bare value out as the mapping that it stands for."""
        key = self.spec.quantity.kind.keys[0]
        return MappingNode(node.mark, {key: node}, {key: node.mark})

    def entry(self, node: MappingNode, when: date | None) -> Entry | None:
        """Read one value with its unit, source, range and note."""
        self._check_keys(node, is_dated=when is not None)
        value = self._value(node)
        if value is None:
            return None
        entry = self.described(Entry(value, when=when), node)
        if self.spec.quantity.kind.has_range:
            entry = self._ranged(entry, node)
        if isinstance(value, Shape):
            entry = self._stretched(entry, node)
        self._check_described(entry, node)
        return entry

    def _allowed(self, *, is_dated: bool) -> tuple[str, ...]:
        kind = self.spec.quantity.kind
        keys = (*kind.keys, *(SHARED if kind.has_unit else SHARED[1:]))
        keys += ("low", "high") if kind.has_range else ()
        keys += ("stretch",) if kind.name == "duration" else ()
        return keys + (("ramp",) if is_dated and kind.has_range else ())

    def _check_keys(self, node: MappingNode, *, is_dated: bool) -> None:
        allowed = self._allowed(is_dated=is_dated)
        for key in node.items:
            if key not in allowed:
                hint = self.context.findings.like(key, allowed)
                self.refuse(node.keys[key], f"the key {key}", "one of " + ", ".join(allowed), hint=hint)
        ramp = node.items.get("ramp")
        if ramp and not (isinstance(ramp, ScalarNode) and isinstance(ramp.value, bool | date)):
            self.refuse(ramp.mark, ramp, "true or false, or the date from which it climbs", below="ramp")

    def _value(self, node: MappingNode) -> Plain:
        kind = self.spec.quantity.kind
        written = [key for key in kind.keys if key in node.keys]
        if len(written) != 1:
            found = "both " + " and ".join(written) if written else "no value"
            self.refuse(node.mark, found, "one of " + ", ".join(kind.keys) if kind.keys[1:] else "the key value")
            return None
        item = node.items.get(written[0])
        if item is None or self._is_signed(item):
            return None
        value = kind.parse(item, written[0]) if isinstance(kind, DurationKind) else kind.parse(item)
        if isinstance(value, tuple):
            for refusal in value:
                self.refuse(refusal.node.mark, refusal.node, refusal.expected, hint=refusal.hint, below=refusal.below)
            return None
        return value

    def _is_signed(self, item: Node) -> bool:
        """Refuse a number with a plus sign, which may mean that many or that many more."""
        if not isinstance(item, ScalarNode) or item.is_quoted or not item.text.startswith("+"):
            return False
        if self.effect is not Effect.SET or not isinstance(self.spec.quantity.kind, NumberKind):
            return False
        self.refuse(item.mark, item.text, "a number without a sign", hint=both_spellings(self.spec, item.text))
        return True

    def described(self, entry: Entry, node: MappingNode) -> Entry:
        """Read unit, source, scope and note."""
        unit = node.items.get("unit")
        if unit and self.spec.unit and not (isinstance(unit, ScalarNode) and unit.text == self.spec.unit):
            hint = "convert the value; units are not converted here"
            self.refuse(unit.mark, unit, f"the unit {self.spec.unit}", hint=hint, below="unit")
        source = node.items.get("source")
        reference = (
            self.context.register.check(source, f"{self.spec.path}.source", self.context.findings) if source else ""
        )
        return replace(entry, source=reference, scope=self._text(node, "scope"), note=self._text(node, "note"))

    def _text(self, node: MappingNode, key: str) -> str:
        item = node.items.get(key)
        if item is None:
            return ""
        if not isinstance(item, ScalarNode) or not item.text.strip():
            self.refuse(item.mark, item, "a text", below=key)
            return ""
        return item.text

    def _ranged(self, entry: Entry, node: MappingNode) -> Entry:
        """Read the ends of the range and check that the value lies between them."""
        ends = [key for key in ("low", "high") if key in node.keys]
        if not ends:
            return entry
        if isinstance(entry.value, str):
            self.refuse(node.items.get(ends[0], node).mark, "a range", f"no range for {entry.value}", below=ends[0])
            return entry
        if len(ends) == 1:
            self.refuse(node.mark, f"{ends[0]} alone", "both low and high, or neither")
            return entry
        low, high = self._end(node, "low"), self._end(node, "high")
        if low is None or high is None or not isinstance(entry.value, int | float):
            return entry
        if low > entry.value:
            self.refuse(node.items["low"].mark, f"{low:g}", f"at most the value, {entry.value:g}", below="low")
        if high < entry.value:
            self.refuse(node.items["high"].mark, f"{high:g}", f"at least the value, {entry.value:g}", below="high")
        return replace(entry, low=low, high=high)

    def _end(self, node: MappingNode, key: str) -> float | None:
        """Read one end of a range, which must itself be a possible value."""
        item = node.items.get(key)
        if item is None:
            return None
        value = self.spec.quantity.kind.parse(item)
        if isinstance(value, tuple):
            self.refuse(item.mark, item, value[0].expected, hint=value[0].hint, below=key)
        elif not isinstance(value, int | float):
            self.refuse(item.mark, item, "a number", below=key)
        else:
            return value
        return None

    def _stretched(self, entry: Entry, node: MappingNode) -> Entry:
        """Read the range of the factor on a duration."""
        item = node.items.get("stretch")
        if item is None:
            return entry
        if not isinstance(item, MappingNode) or set(item.keys) != {"low", "high"}:
            self.refuse(item.mark, item, "a mapping with low and high", below="stretch")
            return entry
        kinds = {"low": NumberKind("", "a factor from 0.1 to 1", _STRETCH[0], 1.0)}
        kinds["high"] = NumberKind("", "a factor from 1 to 10", 1.0, _STRETCH[1])
        ends = []
        for key, end in item.items.items():
            value = kinds[key].parse(end)
            if isinstance(value, float):
                ends.append(value)
            else:
                self.refuse(end.mark, end, kinds[key].expectation, below=f"stretch.{key}")
        return replace(entry, stretch=(min(ends), max(ends))) if len(ends) == len(kinds) else entry

    def _check_described(self, entry: Entry, node: MappingNode) -> None:
        """Check that a value in a shipped file has a source, and in the base a range."""
        kind, strictness = self.spec.quantity.kind, self.context.strictness
        if strictness == Strictness.FREE or not self.spec.quantity.is_claim:
            return
        needed: tuple[str, ...] = ("source",)
        if strictness == Strictness.RANGED and kind.has_range and not isinstance(entry.value, str):
            needed += ("low", "high")
        missing = [key for key in needed if key not in node.keys]
        if missing:
            self.refuse(node.mark, "no " + ", no ".join(missing), "a value with " + ", ".join(needed))
        elif strictness == Strictness.RANGED and not entry.note and _is_certain(entry):
            self.refuse(node.mark, "no range", "low < high, a stretch, or a note that says why there is none")


def both_spellings(spec: ParameterSpec, signed: str) -> str:
    """Explain how a value is written and how a change of it is, where a sign leaves that open."""
    number, effect = signed[1:].strip(), Effect.TIMES if signed[0] == "*" else Effect.ADD
    value = f"{{value: {signed}}}" if signed[0] == "-" and _may_be_negative(spec) else number
    change = number if signed[0] in "+*" else signed
    where = f"{{{effect.value}: {{2018-01-01: {change}}}}}"
    return f"for the value write {value}; for a change from a date write {where}, or {spec.path}={signed}@2018-01-01"


def _may_be_negative(spec: ParameterSpec) -> bool:
    return isinstance(spec.quantity.kind, NumberKind) and spec.quantity.kind.least < 0


def _is_certain(entry: Entry) -> bool:
    """Whether a number or duration has no range to be drawn from."""
    if isinstance(entry.value, Shape):
        return entry.stretch is None or entry.stretch[0] == entry.stretch[1]
    return entry.low is not None and entry.low == entry.high

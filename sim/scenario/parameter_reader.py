"""Reads a parameter: one value, values by date, a change of what lies below, or a list of these."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import final

from sim.data.tree import MappingNode, Mark, Node, ScalarNode, SequenceNode
from sim.scenario.catalogue import ReadContext
from sim.scenario.entry_reader import SHARED, EntryReader
from sim.scenario.kinds import NumberKind
from sim.scenario.parameter import (
    AnyParameter,
    Effect,
    Entry,
    Origin,
    Parameter,
    ParameterSpec,
    Plain,
    Quantity,
    Setting,
)

_DATE_LIKE = re.compile(r"[0-9][0-9/.-]*")
_RELATIVE = {effect.value: effect for effect in (Effect.ADD, Effect.TIMES)}
_FACTOR = NumberKind("ratio", "a factor >= 0", 0.0)
_SUMMAND = NumberKind("change", "a number to add")


def read_parameter(spec: ParameterSpec, node: Node, context: ReadContext) -> AnyParameter | None:
    """Read one parameter.

    Args:
        spec: what the parameter must be.
        node: what was written.
        context: receives every problem.

    Returns:
        The parameter, or nothing if no value could be read.
    """
    nodes = node.items if isinstance(node, SequenceNode) else (node,)
    if isinstance(node, SequenceNode) and not _is_stack(spec, node):
        context.findings.add(node.mark, spec.path, found="a list", expected=spec.quantity.kind.expectation)
        return None
    parameter: AnyParameter | None = None
    for item in nodes:
        setting = _SettingReader(EntryReader(spec, context)).setting(item)
        if setting:
            above: AnyParameter = Parameter(spec, (setting,))
            parameter = above.over(parameter) if parameter else above
    return parameter


def _is_stack(spec: ParameterSpec, node: SequenceNode) -> bool:
    """Whether a list is made of settings that are laid over each other, as a resolved scenario writes them."""
    above = node.items[1:]
    return spec.quantity.is_dated and bool(above) and all(isinstance(item, MappingNode) for item in above)


def relative(spec: ParameterSpec, effect: Effect) -> ParameterSpec:
    """What a change of a parameter must be: a number in its unit that is added, or a factor."""
    kind = _FACTOR if effect is Effect.TIMES else _SUMMAND
    unit = "ratio" if effect is Effect.TIMES else spec.unit
    quantity = Quantity(kind, spec.quantity.is_dated, spec.quantity.is_claim)
    return replace(spec, quantity=quantity, unit=unit, is_optional=False)


@final
@dataclass(frozen=True)
class _SettingReader:
    entries: EntryReader

    @property
    def spec(self) -> ParameterSpec:
        return self.entries.spec

    def setting(self, node: Node) -> Setting | None:
        if self._is_null(node):
            return self._null(node)
        if not isinstance(node, MappingNode):
            entry = self.entries.entry(self.entries.bare(node), None)
            return self._made(node, (entry,) if entry else (), is_bare=isinstance(node, ScalarNode))
        if self.entries.effect is Effect.SET and any(key in _RELATIVE for key in node.keys):
            return self._change(node)
        if any(_DATE_LIKE.match(key) for key in node.keys):
            return self._series(node)
        entry = self.entries.entry(node, None)
        return self._made(node, (entry,) if entry else ())

    def _change(self, node: MappingNode) -> Setting | None:
        """Read a relative change, which may have its unit, source, scope and note beside it."""
        written = [key for key in node.keys if key not in SHARED]
        if len(written) != 1:
            self.entries.refuse(node.mark, " and ".join(written), "add or times, and nothing but what is said of it")
            return None
        if not isinstance(self.spec.quantity.kind, NumberKind):
            self.entries.refuse(
                node.mark, f"the key {written[0]}", f"{self.spec.quantity.kind.expectation}; only numbers change so"
            )
            return None
        item = node.items.get(written[0])
        if item is None:
            return None
        effect = _RELATIVE[written[0]]
        reader = _SettingReader(EntryReader(relative(self.spec, effect), self.entries.context, effect))
        return reader.setting(reader.completed(item, node) if written != list(node.keys) else item)

    def _made(self, node: Node, entries: tuple[Entry, ...], *, is_bare: bool = False) -> Setting | None:
        if not entries:
            return None
        return Setting(entries, Origin(self.entries.context.layer, node.mark), self.entries.effect, is_bare=is_bare)

    def _is_null(self, node: Node) -> bool:
        value = node.items.get("value") if isinstance(node, MappingNode) else node
        return isinstance(value, ScalarNode) and value.value is None and not value.is_quoted and self.spec.is_optional

    def _null(self, node: Node) -> Setting | None:
        entry = Entry(None)
        if isinstance(node, MappingNode):
            for key in node.items:
                if key not in ("value", *SHARED):
                    self.entries.refuse(
                        node.keys[key], f"the key {key}", "value, unit, source, scope or note beside null"
                    )
            entry = self.entries.described(entry, node)
        return self._made(node, (entry,), is_bare=isinstance(node, ScalarNode))

    def _series(self, node: MappingNode) -> Setting | None:
        if not self.spec.quantity.is_dated:
            self.entries.refuse(node.mark, "values by date", "one value", hint="this parameter does not change by date")
            return None
        read: list[tuple[Entry, Node]] = []
        for key, item in node.items.items():
            if key in SHARED:
                continue
            when = self._date(key, node.keys[key])
            completed = self.completed(item, node)
            entry = self.entries.entry(completed, when or date.min)
            if when and entry:
                read.append((entry, completed))
        read.sort(key=lambda each: each[0].when or date.min)
        is_bare = all(isinstance(item, ScalarNode) and key not in SHARED for key, item in node.items.items())
        return self._made(node, self._with_ramps(read), is_bare=is_bare)

    def _date(self, key: str, mark: Mark) -> date | None:
        try:
            if len(key) == len("2017-02-20"):
                return date.fromisoformat(key)
        except ValueError:
            pass
        self.entries.refuse(mark, ScalarNode(mark, key, key), "a date of the calendar, written as in 2017-02-20")
        return None

    def completed(self, item: Node, series: MappingNode) -> MappingNode:
        """Give an entry the unit, source, scope and note that stand beside the whole series or change."""
        entry = item if isinstance(item, MappingNode) else self.entries.bare(item)
        shared = [key for key in SHARED if key in series.items and key not in entry.keys]
        return MappingNode(
            entry.mark,
            {**entry.items, **{key: series.items[key] for key in shared}},
            {**entry.keys, **{key: series.keys[key] for key in shared}},
        )

    def _with_ramps(self, read: list[tuple[Entry, Node]]) -> tuple[Entry, ...]:
        """Set the day from which each ramp climbs: the date that is written, or the date of the entry before."""
        entries: list[Entry] = []
        for entry, node in read:
            ramp = node.items.get("ramp") if isinstance(node, MappingNode) else None
            written = ramp.value if isinstance(ramp, ScalarNode) else None
            before = entries[-1] if entries else None
            entries.append(self._ramp(entry, written, before, node.mark) if written else entry)
        return tuple(entries)

    def _ramp(self, entry: Entry, written: Plain, before: Entry | None, mark: Mark) -> Entry:
        begins = written if isinstance(written, date) else before.when if before else None
        if begins is None:
            hint = "or write the date from which it climbs from the value in force, ramp: 2017-02-20"
            self.entries.refuse(mark, f"a ramp to {entry.when}, the first date", "a value to start from", hint=hint)
        elif isinstance(entry.value, str) or (before and isinstance(before.value, str)):
            self.entries.refuse(mark, f"a ramp to {entry.when} from or to a word", "numbers at both ends of a ramp")
        elif not entry.when or begins >= entry.when or (before and before.when and begins < before.when):
            expected = f"a date before {entry.when}" + (f" and not before {before.when}" if before else "")
            self.entries.refuse(mark, begins, expected, below="ramp")
        else:
            return replace(entry, ramp_from=begins)
        return entry

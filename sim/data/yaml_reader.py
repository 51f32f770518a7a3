"""The strict YAML reader: plain data with positions; anchors, tags and guesses are refused where they stand."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from sim.base.errors import InvariantError
from sim.base.text import CONTROLS
from sim.data.tree import Findings, MappingNode, Mark, Node, Scalar, ScalarNode, SequenceNode

_NULL = re.compile(r"|~|null")
_TRUTH = re.compile(r"true|false")
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS = 18
"""A whole number with more digits is read as a number with a point, so that its size is checked, not computed."""


def meaning(text: str) -> Scalar:
    """Read a plain value: nothing, a truth value, a whole number, a number, a date, or else a text.

    Raises:
        ValueError: if the text is shaped like a date and no calendar has it.
    """
    if _NULL.fullmatch(text):
        return None
    if _TRUTH.fullmatch(text):
        return text == "true"
    if _WHOLE.fullmatch(text) and len(text) <= _DIGITS:
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    if _DATE.fullmatch(text):
        return date.fromisoformat(text)
    return text


def is_date(text: str) -> bool:
    """Say whether a text is a day of the calendar, written as 2017-02-20."""
    try:
        return isinstance(meaning(text), date)
    except ValueError:
        return False


def is_number(text: str) -> bool:
    """Say whether a text is a number as YAML writes it: digits, a point, an exponent, and no separators."""
    return bool(_NUMBER.fullmatch(text))


_LARGEST = 1_000_000
"""A file may have this size [bytes]."""
_DEEPEST = 20
"""Mappings and lists may lie this deep in each other [levels]."""
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BYTE_ORDER_MARK = "\ufeff"
_Opening = ScalarEvent | SequenceStartEvent | MappingStartEvent


def read_file(path: Path, shown: str, findings: Findings) -> Node | None:
    """Read one YAML document from a file.

    Args:
        path: the file.
        shown: the name of the file in messages.
        findings: receives every problem.

    Returns:
        The document, or nothing if it cannot be read at all.
    """
    mark = Mark(shown)
    try:
        if not path.is_file():
            findings.add(mark, "", found="no file", expected="a file that exists", hint="check the name and the folder")
            return None
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except (OSError, ValueError):
        findings.add(mark, "", found="a file that cannot be opened", expected="a file that may be read")
        return None
    if len(content) > _LARGEST:
        findings.add(mark, "", found="a larger file", expected=f"at most {_LARGEST} bytes")
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place(shown, content[: error.start].decode("utf-8", "replace"))
        found = f"byte 0x{content[error.start]:02x}"
        findings.add(place, "", found=found, expected="text in UTF-8", hint="save the file with encoding UTF-8")
        return None
    return read_text(text.removeprefix(_BYTE_ORDER_MARK), mark, findings)


def read_text(text: str, mark: Mark, findings: Findings, *, in_file: bool = True) -> Node | None:
    """Read one YAML document from a text.

    Args:
        text: the document.
        mark: names the input; stands for every position if the text is not in a file.
        findings: receives every problem.
        in_file: whether positions inside the text mean anything to the user.
    """
    builder = _Builder(mark, findings, in_file=in_file)
    strange = _UNPRINTABLE.search(text)
    if strange:
        place = _place(mark.file, text[: strange.start()]) if in_file else mark
        findings.add(place, "", found=f"character U+{ord(strange[0]):04X}", expected="printable text")
        return None
    for line in _directives(text):
        place = Mark(mark.file, line, 1) if in_file else mark
        findings.add(place, "", found="a directive (a line that begins with %)", expected="no directives")
    try:
        return builder.document(_events(text))
    except _TooDeepError as deep:
        findings.add(deep.mark, "", found="a deeper level", expected=f"at most {_DEEPEST} levels")
    except yaml.MarkedYAMLError as error:
        place = builder.mark(error.problem_mark) if error.problem_mark else mark
        _refuse_syntax(place, str(error.problem), findings, hint=str(error.context or ""))
    except (yaml.YAMLError, ValueError) as error:
        _refuse_syntax(mark, str(error).partition("\n")[0], findings)
    return None


def _events(text: str) -> Iterator[Event]:
    """What the text says, read by libyaml; by the slow parser, which says best what is wrong, if that refuses it."""
    try:
        return iter(list(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))))
    except yaml.YAMLError:
        return yaml.parse(text, Loader=yaml.SafeLoader)


def _refuse_syntax(mark: Mark, problem: str, findings: Findings, hint: str = "") -> None:
    findings.add(mark, "", found=f"text that is not YAML ({problem})", expected="keys with values", hint=hint)


def _directives(text: str) -> Iterator[int]:
    """The lines of the directives, which stand before everything but comments."""
    for line, content in enumerate(text.split("\n"), 1):
        if content.startswith("%"):
            yield line
        elif content.strip() and not content.startswith("#"):
            return


def _place(file: str, before: str) -> Mark:
    """The place just after a text."""
    lines = before.split("\n")
    return Mark(file, len(lines), len(lines[-1]) + 1)


class _TooDeepError(Exception):
    def __init__(self, mark: Mark) -> None:
        self.mark = mark


class _Builder:
    """Builds the tree of one document from the events of the parser."""

    def __init__(self, whole: Mark, findings: Findings, *, in_file: bool) -> None:
        self._whole = whole
        self._findings = findings
        self._in_file = in_file
        self._key = ""

    def mark(self, place: object) -> Mark:
        """Turn a position of the parser, counted from 0, into a place in the file."""
        if not self._in_file:
            return self._whole
        return Mark(self._whole.file, int(place.line) + 1, int(place.column) + 1)  # type: ignore[attr-defined]  # the parser is not typed

    def document(self, events: Iterator[Event]) -> Node | None:
        """Build the only document of the stream."""
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "a second document", "one document in a file")
            elif isinstance(event, _Opening | AliasEvent):
                node = self._node(event, events, 1)
                root = node if documents == 1 else root
            elif isinstance(event, StreamEndEvent):
                break
        if root is None and not documents:
            return MappingNode(self.mark(event.start_mark), {}, {})
        return root

    def _refuse(self, event: Event, found: str, expected: str, hint: str = "") -> None:
        self._findings.add(self.mark(event.start_mark), "", found=found, expected=expected, hint=hint)

    def _node(self, event: Event, events: Iterator[Event], depth: int) -> Node | None:
        mark = self.mark(event.start_mark)
        if depth > _DEEPEST:
            raise _TooDeepError(mark)
        if isinstance(event, AliasEvent):
            self._refuse(event, f"the alias *{event.anchor}", "the value itself", "write the value out in each place")
            return None
        self._check_plain(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, mark)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(mark, events, depth)
        return self._mapping(mark, events, depth)

    def _check_plain(self, event: Event) -> None:
        """Refuse a name given to a value and a type forced on it."""
        if not isinstance(event, _Opening):
            raise InvariantError(f"the YAML parser gave {event} where a value begins")
        if event.anchor is not None:
            self._refuse(event, f"the anchor &{event.anchor}", "no anchors", "write the value out in each place")
        if event.tag is not None:
            self._refuse(event, f"the tag {event.tag}", "no tags")

    def _scalar(self, event: ScalarEvent, mark: Mark) -> ScalarNode | None:
        text = event.value.rstrip("\n") if event.style in ("|", ">") else event.value
        if strange := CONTROLS.search(text):
            expected = "a text of one line without control characters"
            hint = "begin a long text with >- and leave no line of it empty" if strange[0] == "\n" else ""
            self._findings.add(mark, self._key, found=repr(strange[0]), expected=expected, hint=hint)
            return None
        if event.style:
            return ScalarNode(mark, text, text, is_quoted=True)
        try:
            return ScalarNode(mark, meaning(event.value), event.value)
        except ValueError:
            self._refuse(event, event.value, "a date of the calendar, written as in 2017-02-20")
            return None

    def _sequence(self, mark: Mark, events: Iterator[Event], depth: int) -> SequenceNode:
        items: list[Node] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            node = self._node(event, events, depth + 1)
            if node is not None:
                items.append(node)
        return SequenceNode(mark, tuple(items))

    def _mapping(self, mark: Mark, events: Iterator[Event], depth: int) -> MappingNode:
        mapping = MappingNode(mark, {}, {})
        while not isinstance(event := next(events), MappingEndEvent):
            key = self._read_key(event, events, depth, mapping)
            self._key = key or ""
            value = self._node(next(events), events, depth + 1)
            if key is not None and value is not None:
                mapping.items[key] = value
        return mapping

    def _read_key(self, event: Event, events: Iterator[Event], depth: int, mapping: MappingNode) -> str | None:
        """Read a key; nothing if it cannot be used, and then its value is read and dropped."""
        if not isinstance(event, ScalarEvent):
            self._node(event, events, depth + 1)
            self._refuse(event, "a key that is no plain text", "a name as key")
            return None
        self._check_plain(event)
        key = str(event.value)
        if key == "<<" and not event.style:
            self._refuse(event, "the merge key <<", "each key written out")
            return None
        if not key:
            self._refuse(event, "an empty key", "a name as key")
            return None
        if key in mapping.keys:
            first = mapping.keys[key]
            line = f"; it stands on line {first.line} already" if first.line else ""
            self._refuse(event, f"the key {ScalarNode(first, key, key)} a second time", "each key once" + line)
            return None
        mapping.keys[key] = self.mark(event.start_mark)
        return key

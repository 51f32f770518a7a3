"""The reader takes plain YAML with positions, and refuses every construct that acts, hides or guesses."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sim.data.tree import Findings, MappingNode, Mark, ScalarNode
from sim.data.yaml_reader import read_file, read_text


def read(text: str) -> tuple[Any, list[str]]:
    findings = Findings()
    return read_text(text, Mark("f.yaml"), findings), [str(problem) for problem in findings.problems]


def value_of(text: str) -> object:
    node, problems = read(f"key: {text}")
    assert problems == []
    return node.items["key"].value


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("null", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("false", False),
        ("12", 12),
        ("-3", -3),
        ("1e6", 1e6),
        ("0.5", 0.5),
        (".5", 0.5),
        ("-1.5e-3", -0.0015),
        ("2017-02-20", date(2017, 2, 20)),
        ("no", "no"),
        ("off", "off"),
        ("True", "True"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("10:30", "10:30"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("2017-2-1", "2017-2-1"),
        ('"12"', "12"),
        ("'true'", "true"),
        ("'2017-02-20'", "2017-02-20"),
    ],
)
def test_plain_values_mean_one_of_five_things_and_the_rest_is_text(text: str, meaning: object) -> None:
    value = value_of(text)

    assert value == meaning
    assert type(value) is type(meaning)


def test_a_whole_number_of_five_thousand_digits_is_not_computed() -> None:
    assert value_of("9" * 5000) == float("inf")


def test_every_node_knows_where_it_stands() -> None:
    node, _ = read("a:\n  b: 1\n  c: [x, y]\n")

    inner = node.items["a"]
    assert (inner.mark.line, inner.mark.column) == (2, 3)
    assert inner.keys["c"] == Mark("f.yaml", 3, 3)
    assert inner.items["c"].items[1].mark == Mark("f.yaml", 3, 10)


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("a: &x 1", "f.yaml:1:4", "the anchor &x"),
        ("a: *x", "f.yaml:1:4", "the alias *x"),
        ("<<: {b: 1}", "f.yaml:1:1", "the merge key <<"),
        ("a: !!python/object:os.system ls", "f.yaml:1:4", "the tag tag:yaml.org,2002:python/object:os.system"),
        ("a: !x 1", "f.yaml:1:4", "the tag !x"),
        ("!x a: 1", "f.yaml:1:1", "the tag !x"),
        ("&x a: 1", "f.yaml:1:1", "the anchor &x"),
        ("%YAML 1.1\n---\na: 1", "f.yaml:1:1", "a directive (a line that begins with %)"),
        ("# note\n%FOO bar\n---\na: 1", "f.yaml:2:1", "a directive (a line that begins with %)"),
        ("a: 1\n---\nb: 2", "f.yaml:2:1", "a second document"),
        ("a: 1\nb: 2\na: 3", "f.yaml:3:1", "the key a a second time"),
        ("? [a]\n: 1", "f.yaml:1:3", "a key that is no plain text"),
        ("'': 1", "f.yaml:1:1", "an empty key"),
        (": 1", "f.yaml:1:1", "text that is not YAML (expected <block end>, but found ':')"),
        ("a: 2016-13-41", "f.yaml:1:4", "2016-13-41"),
        ("a: 2017-02-29", "f.yaml:1:4", "2017-02-29"),
        ("a: \x1b[31m", "f.yaml:1:4", "character U+001B"),
        ("a: [" + "[" * 30, "f.yaml:1:23", "a deeper level"),
        ("a: 'b", "f.yaml:1:6", "text that is not YAML (found unexpected end of stream)"),
        ("a: b: c", "f.yaml:1:5", "text that is not YAML (mapping values are not allowed here)"),
    ],
)
def test_refuses_what_acts_hides_or_guesses(text: str, place: str, found: str) -> None:
    _, problems = read(text)

    assert problems[0].startswith(f"{place}: found {found}, expected ")


def test_all_problems_of_a_file_are_told_together() -> None:
    _, problems = read("a: &x 1\nb: *x\nc: 2016-13-41\na: 2\nd: !t 3\n")

    assert [problem.split(":")[1] for problem in problems] == ["1", "2", "3", "4", "5"]


def test_an_empty_file_is_an_empty_mapping() -> None:
    assert read("") == (MappingNode(Mark("f.yaml", 1, 1), {}, {}), [])


def test_depth_of_twenty_is_read() -> None:
    node, problems = read("a: " + "[" * 18 + "1" + "]" * 18)

    assert problems == []
    assert isinstance(node, MappingNode)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("a: 1".encode("utf-16"), "byte 0xff"),
        ("a: 1".encode("utf-16-le"), "character U+0000"),
        (b"a: 1\nb: \xe9", "byte 0xe9"),
        (b"a" * 1_000_001, "a larger file"),
    ],
)
def test_refuses_files_that_are_no_small_utf8_text(tmp_path: Path, content: bytes, found: str) -> None:
    findings = Findings()
    (tmp_path / "f.yaml").write_bytes(content)

    assert read_file(tmp_path / "f.yaml", "f.yaml", findings) is None
    assert findings.problems[0].found == found


def test_position_of_a_bad_byte_is_told(tmp_path: Path) -> None:
    findings = Findings()
    (tmp_path / "f.yaml").write_bytes(b"a: 1\nb: \xe9")

    read_file(tmp_path / "f.yaml", "f.yaml", findings)

    assert (findings.problems[0].line, findings.problems[0].column) == (2, 4)


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_bytes(b"\xef\xbb\xbfa: 1")

    node = read_file(tmp_path / "f.yaml", "f.yaml", Findings())

    assert isinstance(node, MappingNode)
    assert list(node.items) == ["a"]


@pytest.mark.parametrize("name", ["missing.yaml", "folder", "loop.yaml", "nul\0.yaml"])
def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    findings = Findings()

    assert read_file(tmp_path / name, "x", findings) is None
    assert len(findings.problems) == 1


def test_a_value_in_a_message_cannot_act_on_a_terminal() -> None:
    assert str(ScalarNode(Mark("f"), "\x1b[31m", "\x1b[31m")) == "'\\x1b[31m'"


@pytest.mark.parametrize(
    "written",
    [
        *("|\n  a\n  b", ">\n  a\n\n  b", "'a\n\n  b'", "a\u202eb", "[x, 'a\tb']", "{note: 'a\tb'}"),
        '"a\\x01b"',
        '"\\e[31m"',
        '"\\x9b31m"',
        '"\\x85"',
        '"\\uFFFE"',
        '"\\uFFFF"',
        '"a\\nb"',
        '"a\\tb"',
        '"\\L"',
        '"\\u202eb"',
        '"\\u2066b"',
    ],
    ids=repr,
)
def test_a_text_is_one_line_without_control_characters(written: str) -> None:
    _, problems = read(f"title: {written}")

    (problem,) = problems
    assert "title: found" in problem or "note: found" in problem
    assert "expected a text of one line without control characters" in problem
    assert problem.isprintable()


@pytest.mark.parametrize("written", ["|\n  a b\n\n", ">-\n  a\n  b", "a\n  b", "'a\n  b'", '"a\u00a0b"'], ids=repr)
def test_a_long_text_may_be_written_on_several_lines(written: str) -> None:
    node, problems = read(f"title: {written}")

    assert problems == []
    assert node.items["title"].text.replace("\xa0", " ") == "a b"


def test_a_long_value_is_cut_in_messages() -> None:
    assert len(str(ScalarNode(Mark("f"), "x" * 500, "x" * 500))) < 70


@given(st.text(alphabet="ab1:-{}[]&*!|>'\"%@`#?,.~ \t\n\\<é\x85\u2028", max_size=40))
@example("%YAML 1.1\n%YAML 1.1\n--- a")
@example("- ? *a\n  : &b !c")
@example("? |\n x\n: >-\n y")
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_or_refused_without_another_error(text: str) -> None:
    read(text)

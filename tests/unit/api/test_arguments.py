"""From Python every option is taken as at the command line, or refused by its keyword before anything is written."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from sim.api.arguments import factors, settings
from sim.api.options import options_of, overrides_of, precision_of, watcher_of
from sim.base.errors import ScenarioError
from sim.study.choices import Keep

RUN: dict[str, Any] = {"years": 1, "scale": 0.01, "replications": 1, "jobs": 1}
LEVER = {"detention.beds.adult": [5, 6]}
_WHOLE = (True, np.bool_(True), "2", "two", 2.5, np.float64(2.5), float("nan"), {}, [2], 2 + 0j, date(2017, 1, 1))
_SHARE = (True, np.bool_(True), "0.01", {}, [0.01], None)
_TRUTH = (0, 1, "no", "true", None, [], np.int64(1))
_TEXTS = (5, True, {"a": 5}, ["removals", 5], [None], b"removals")
BAD: tuple[tuple[str, tuple[object, ...]], ...] = (
    ("seed", _WHOLE),
    ("years", _WHOLE),
    ("replications", (*_WHOLE, 0, -1, 10_001, "AUTO", "")),
    ("jobs", (*_WHOLE, 0, -1, np.int8(0))),
    ("scale", _SHARE),
    ("precision", ("0.1", True, 0, 1, -1, float("nan"), {})),
    ("precise", (*_TEXTS, "nope", ["removals", "nope"])),
    ("fixed", _TRUTH),
    ("fresh", _TRUTH),
    ("resume", _TRUTH),
    ("keep", ("all", "", None, 5, ["metrics"], {})),
    ("executor", ("slurm", "", "dask://localhost", 5, None, [], {})),
    ("out", ("", "  ", None, 5, b"out", ["out"], {}, "a\0b")),
    ("watcher", (5, "bar", True, [])),
    ("set", (5, True, b"a=1", [5], [None], ["a=1", {"a": 1}], [("a", 1)], {5: 1}, {"": 1}, {"a=b": 1}, {None: 1},
             {"courts.judges": 1j}, {"courts.judges": b"5"}, {"courts.judges": {5: 1}}, {"courts.judges": {None: 1}},
             {"courts.judges": datetime(2017, 1, 1, 10)}, {"courts.judges": {datetime(2017, 1, 1, 10): 5}},
             {"courts.judges": {datetime(2017, 1, 1, tzinfo=UTC): 5}})),
)  # fmt: skip
FOR_STUDIES: tuple[tuple[Callable[..., object], str, tuple[object, ...]], ...] = (
    (sim.sweep, "vary", (None, "", 5, [5], b"a=1", {}, {5: [1]}, {"courts.judges": []}, {"courts.judges": [[1]]},
                         {"courts.judges": ["1,2"]}, {"courts.judges": [{date(2017, 1, 1): 1}]}, {"a": [1]},
                         {"courts.judges": ["", 1]}, {"run.seed": [1, 2]}, "courts.judges",
                         {"courts.judges": np.array([[1, 2]])}, {"courts.judges": range(10**7)},
                         {"courts.judges": count()})),
    (sim.sweep, "design", ("", "latin", 5, True, ["lhs"], {})),
    (sim.sweep, "points", (*_WHOLE, 0, 5)),
    (sim.solve, "vary", (None, 5, {"courts.judges": [1, 2]}, {"courts.judges": 5}, "courts.judges=2:1")),
    (sim.solve, "until", (None, "", 5, {}, [5], {"removals": 5}, "removals", "removals<=1_000")),
    (sim.compare, "decompose", ("", "shapely", 5, True, ["stacked"], {})),
    (sim.compare, "groups", (5, {"a": "b"}, [5], "a=b", ["a=b"])),
)  # fmt: skip


def keywords_refused(function: Callable[..., object], *names: str, **given: object) -> set[str]:
    """The keywords that the problems of a call name."""
    with pytest.raises(ScenarioError) as refused:
        function(*names, **given)
    assert "--" not in str(refused.value)
    return {problem.file for problem in refused.value.problems}


@pytest.mark.parametrize(("keyword", "value"), [(keyword, value) for keyword, values in BAD for value in values])
def test_an_option_that_means_nothing_is_refused_by_its_keyword(keyword: str, value: object, tmp_path: Path) -> None:
    given = {**RUN, "out": tmp_path, **({"replications": "auto"} if keyword in ("precision", "precise") else {})}
    assert keywords_refused(sim.run, "status-quo", **{**given, keyword: value}) == {keyword}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("function", "keyword", "value"),
    [(function, keyword, value) for function, keyword, values in FOR_STUDIES for value in values],
)
def test_an_option_of_one_study_is_refused_by_its_keyword(
    function: Callable[..., object], keyword: str, value: object, tmp_path: Path
) -> None:
    names = ("status-quo", "kelly-memos") if function is sim.compare else ("status-quo",)
    usual = {} if function is sim.compare else {"vary": LEVER if function is sim.sweep else "courts.judges=1:2"}
    usual |= {"until": "removals<=5"} if function is sim.solve else {}
    assert keywords_refused(function, *names, **{**RUN, "out": tmp_path, **usual, keyword: value}) == {keyword}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("options", [
    {"seed": -1, "years": 0, "scale": float("nan")},
    {"seed": np.int64(2**60), "years": np.int64(21), "scale": np.float32(1.5)},
    {"seed": 2**70, "years": -1, "scale": 0},
])  # fmt: skip
def test_what_lies_out_of_range_is_told_at_once(options: dict[str, Any], tmp_path: Path) -> None:
    wrong = ["courts.judges=nan", "border.attempts_scale=true", "courts.judgez=5", "courts.docket_rule", "=5", "a"]
    given = {**RUN, **options, "set": wrong, "out": tmp_path}
    with pytest.raises(ScenarioError) as refused:
        sim.run("status-quo", **given)
    assert sorted(problem.file for problem in refused.value.problems) == ["scale", "seed", *["set"] * 6, "years"]
    assert list(tmp_path.iterdir()) == []


def test_a_number_that_is_too_long_to_be_written_is_refused() -> None:
    for large in (10**400, 10**5000, -(10**5000), Fraction(10**5000, 3)):
        for keyword in ("seed", "years", "replications", "scale"):
            assert keywords_refused(sim.load, "status-quo", **{keyword: large}) == {keyword}
        for value in (large, {date(2017, 1, 1): large}):
            assert keywords_refused(sim.load, "status-quo", set={"courts.judges": value}) == {"set"}
        assert keywords_refused(sim.sweep, "status-quo", vary={"courts.judges": [1, large]}) == {"vary"}


@pytest.mark.parametrize("name", [None, 5, True, "", " ", [], ["status-quo"], {}, b"status-quo", "a\0b"])
def test_what_is_no_name_is_refused(name: Any, tmp_path: Path) -> None:
    for function in (sim.load, sim.run, sim.sweep, sim.solve):
        given = {} if function is sim.load else {"out": tmp_path}
        assert keywords_refused(function, name, **given) == {"scenario"}
    assert keywords_refused(sim.compare, "status-quo", name, out=tmp_path) == {"scenario"}
    assert list(tmp_path.iterdir()) == []


def test_a_comparison_needs_another_scenario(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="expected one or more scenarios beside the first"):
        sim.compare("status-quo", **RUN, out=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_precision_goes_with_auto() -> None:
    for given in ({"precision": 0.1}, {"precise": "removals"}, {"precision": 0}, {"precise": ["nope"]}):
        with pytest.raises(ScenarioError, match="expected replications auto beside it"):
            sim.run("status-quo", **RUN, **given)


def read(keyword: str, value: Any) -> object:
    """What the program makes of one option."""
    if keyword == "precise":
        return precision_of("auto", None, value)
    if keyword in ("set", "replications", "seed", "years", "scale"):
        return overrides_of(**{"set": None, keyword: value})
    return options_of(**{"out": "out", "jobs": 1, keyword: value})


@pytest.mark.parametrize(
    ("keyword", "usual", "values"),
    [
        ("seed", 5, (np.int64(5), np.uint32(5), np.int8(5), np.float64(5), 5.0, np.array(5))),
        ("years", 1, (np.int64(1), np.uint8(1), 1.0)),
        ("replications", 2, (np.int16(2), np.float32(2), 2.0)),
        ("jobs", 2, (np.int64(2), 2.0)),
        ("scale", 0.01, (np.float32(0.01), np.float64(0.01), np.float16(0.01), np.array(0.01))),
        ("scale", 1, (np.int64(1), np.uint8(1), 1.0)),
        ("fixed", True, (np.bool_(True),)),
        ("keep", "series", (Keep.SERIES, np.str_("series"))),
        ("out", "here", (Path("here"), np.str_("here"))),
        ("precise", ["removals"], ("removals", ("removals",), {"removals": None}.keys())),
        ("set", ["a=5"], ("a=5", ("a=5",), {"a": 5}, {"a": "5"}, {"a": np.int64(5)}, iter(["a=5"]))),
    ],
)
def test_values_of_numpy_and_single_texts_are_taken(keyword: str, usual: object, values: tuple[object, ...]) -> None:
    assert [read(keyword, value) for value in values] == [read(keyword, usual)] * len(values)


def test_any_executor_is_taken_as_it_is() -> None:
    with ThreadPoolExecutor(1) as pool:
        assert options_of(out="out", jobs=1, executor=pool).executor is pool
    assert watcher_of(None) is not None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (450, "450"),
        (450.5, "450.5"),
        (np.float32(0.1), "0.1"),
        (True, "true"),
        (np.bool_(False), "false"),
        (None, "null"),
        ("450", "450"),
        ("+300@2018-01-01", "+300@2018-01-01"),
        ("*1.2@2018-01-01", "*1.2@2018-01-01"),
        ("{2018-01-01: 450}", "{2018-01-01: 450}"),
        (date(2018, 1, 1), "2018-01-01"),
        (datetime(2018, 1, 1), "2018-01-01"),
        (np.datetime64("2018-01-01"), "2018-01-01"),
        ({date(2018, 1, 1): 450}, "{2018-01-01: 450}"),
        ({"2018-01-01": 450, np.datetime64("2019-01-01", "ns"): np.int64(5)}, "{2018-01-01: 450, 2019-01-01: 5}"),
        ({"value": 450, "source": "assumption#A-031"}, '{value: 450, source: "assumption#A-031"}'),
        ({"2018-01-01": {"value": 5, "ramp": True}}, "{2018-01-01: {value: 5, ramp: true}}"),
        ({"lognormal": {"median": 10, "p90": 35}}, "{lognormal: {median: 10, p90: 35}}"),
    ],
)
def test_a_setting_is_written_as_at_the_command_line(value: object, text: str) -> None:
    assert settings({"courts.judges": value}) == (f"courts.judges={text}",)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([5, 6], "5,6"),
        ((5, 6.5), "5,6.5"),
        (range(5, 8), "5,6,7"),
        (np.linspace(0, 1, 3), "0.0,0.5,1.0"),
        ([True, False], "true,false"),
        (["fifo", "lifo"], "fifo,lifo"),
        (["+300@2018-01-01", "+0@2018-01-01"], "+300@2018-01-01,+0@2018-01-01"),
        ([date(2016, 10, 1)], "2016-10-01"),
        (5, "5"),
        ("1:5:3", "1:5:3"),
    ],
)
def test_levels_are_written_as_at_the_command_line(value: object, text: str) -> None:
    assert factors({"courts.judges": value}) == (f"courts.judges={text}",)


def test_settings_of_a_mapping_are_those_of_the_texts() -> None:
    given = {"courts.judges": {date(2015, 10, 1): 400, "2018-01-01": 450}, "courts.docket_rule": "fifo",
             "contiguous_return.enabled": np.bool_(True), "run.start": date(2016, 10, 1)}  # fmt: skip
    texts = ["courts.judges={2015-10-01: 400, 2018-01-01: 450}", "courts.docket_rule=fifo",
             "contiguous_return.enabled=true", "run.start=2016-10-01"]  # fmt: skip
    one, other = sim.load("status-quo", set=given, years=np.int64(2)), sim.load("status-quo", set=texts, years=2)
    assert one.digest() == other.digest()


def test_an_unknown_option_is_an_error_of_the_caller() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'sede'"):
        sim.run("status-quo", sede=5)  # type: ignore[call-arg]  # that is the point

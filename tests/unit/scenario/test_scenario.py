"""A scenario is found by name or path, completed from its parents, and refused with every problem at once."""

import json
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sim.base.errors import ScenarioError
from sim.scenario.library import Library
from sim.scenario.scenario import load, load_all, shipped
from sim.scenario.settings import Overrides
from tests.unit.trees import problems_from, scenario_from, told, write


def refused(library: Library, name: str, overrides: Overrides) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        load(name, overrides, library)
    return [str(problem) for problem in caught.value.problems]


def test_a_shipped_scenario_is_loaded_by_name(library: Library) -> None:
    scenario = load("as-ordered", Overrides(), library)

    assert (scenario.name, scenario.title) == ("as-ordered", "As ordered")
    assert scenario.run.start == date(2016, 10, 1)
    assert scenario.leaves_out == ("what nobody measured",)
    assert scenario.parameters["mexico.zone"].value == "nationwide"


def test_names_and_titles_of_the_shipped_scenarios_are_listed(library: Library) -> None:
    listed = [(each.name, each.title) for each in shipped(library)]
    assert listed == [("as-ordered", "As ordered"), ("status-quo", "As it was")]


def test_several_scenarios_are_loaded_together(library: Library) -> None:
    assert [scenario.name for scenario in load_all(("as-ordered", "status-quo"), Overrides(), library)] == [
        "as-ordered",
        "status-quo",
    ]


def test_an_unknown_name_lists_the_nearest(library: Library) -> None:
    assert refused(library, "status-qou", Overrides()) == [
        "status-qou: found no scenario status-qou, expected a shipped name; did you mean status-quo?"
    ]
    assert refused(library, "zzzzz", Overrides())[0].endswith("; there are as-ordered, status-quo")


@pytest.mark.parametrize("name", ["", "Status", "a" * 65, "../x", "status quo", "x\0.yaml", "-a"])
def test_what_is_neither_name_nor_file_is_refused(library: Library, name: str) -> None:
    assert "expected the name of a shipped scenario or the path of a file" in refused(library, name, Overrides())[0]


def test_a_missing_file_is_told(library: Library) -> None:
    assert refused(library, "none/there.yaml", Overrides()) == [
        "none/there.yaml: found no file, expected a file that exists; check the name and the folder"
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title: x\n", (1, 1, "scenario", "nothing")),
        ("", (1, 1, "", "nothing")),
        ("# a note\n", (2, 1, "", "nothing")),
        ("{}", (1, 1, "", "nothing")),
        ("- scenario: mine\n- title: x\n", (1, 1, "", "a list")),
        ("[]", (1, 1, "", "a list")),
        ("scenario mine\n", (1, 1, "", "scenario mine")),
        ("scenario: Mine\n", (1, 11, "scenario", "Mine")),
        ("scenario: a/b\n", (1, 11, "scenario", "a/b")),
        ("scenario: " + "a" * 65, (1, 11, "scenario", "a" * 60 + "...")),
        ("scenario: [a]\n", (1, 11, "scenario", "a list")),
        ("scenario: mine\nsenario: x\n", (2, 1, "senario", "an unknown key")),
        ("scenario: mine\nextends: nobody\n", (2, 10, "extends", "no scenario nobody")),
        ("scenario: mine\nextends: [a]\n", (2, 10, "extends", "a list")),
        ("scenario: mine\nextends: ../up.yaml\n", (2, 10, "extends", "'../up.yaml'")),
        ("scenario: mine\nextends: a/../b.yaml\n", (2, 10, "extends", "'a/../b.yaml'")),
        ("scenario: mine\nextends: /etc/passwd.yaml\n", (2, 10, "extends", "'/etc/passwd.yaml'")),
        ("scenario: mine\nextends: 'C:\\x.yaml'\n", (2, 10, "extends", "'C:\\\\x.yaml'")),
        ("scenario: mine\nextends: link.yaml\n", (2, 10, "extends", "'link.yaml'")),
        ("scenario: mine\nextends: Status Quo\n", (2, 10, "extends", "'Status Quo'")),
        ("scenario: mine\nrun: {years: 0}\n", (2, 14, "run.years", "0")),
        ("scenario: mine\nrun: {years: 21}\n", (2, 14, "run.years", "21")),
        ("scenario: mine\nrun: {years: 2.5}\n", (2, 14, "run.years", "2.5")),
        ("scenario: mine\nrun: {start: 2007-09-30}\n", (2, 14, "run.start", "2007-09-30")),
        ("scenario: mine\nrun: {start: 2035-10-01}\n", (2, 14, "run.start", "2035-10-01")),
        ("scenario: mine\nrun: {start: soon}\n", (2, 14, "run.start", "soon")),
        ("scenario: mine\nrun: {replications: 0}\n", (2, 21, "run.replications", "0")),
        ("scenario: mine\nrun: {seed: -1}\n", (2, 13, "run.seed", "-1")),
        ("scenario: mine\nrun: {sead: 1}\n", (2, 7, "run.sead", "an unknown key")),
        (
            "scenario: mine\nrun: {start: 2030-10-01, years: 20}\n",
            (2, 33, "run.years", "a run from 2030-10-01 to 2050"),
        ),
        ("scenario: mine\nsources: [nobody]\n", (2, 11, "sources", "nobody")),
        ("scenario: mine\nsources: [{key: own}]\n", (2, 11, "own", "no title")),
        ("scenario: mine\nleaves_out: all\n", (2, 13, "leaves_out", "all")),
        ("- scenario\n", (1, 1, "", "a list")),
        ("scenario: mine\nset: {mexico.consent_per_day: 13, mexico.is_open: false}\n", None),
    ],
)
def test_a_wrong_scenario_is_told_where_it_is_wrong(
    library: Library, text: str, place: tuple[int, int, str, str] | None
) -> None:
    (library.root / "outside.yaml").write_text("scenario: outside\n")
    (library.root / "mine").mkdir()
    (library.root / "mine" / "link.yaml").symlink_to(library.root / "outside.yaml")

    problem = problems_from(library, text)[0]

    place = place or (2, 31, "mexico.consent_per_day", "13.0")
    assert told(problem)[:3] == place[:3]
    assert problem.found.startswith(place[3])


def test_claims_that_contradict_each_other_are_told_at_the_parameter(library: Library) -> None:
    problem = problems_from(library, "scenario: mine\nset: {mexico.consent_per_day: 13, mexico.is_open: false}\n")[0]

    assert (problem.expected, problem.hint) == ("another number while the bridge is shut", "open the bridge")


def test_a_parent_may_lie_beside_the_file(library: Library) -> None:
    write(library.root, {"mine/below/parent.yaml": "scenario: parent\nset: {mexico.zone: 3}\n"})

    scenario = scenario_from(library, "scenario: mine\nextends: below/parent.yaml\n")

    assert scenario.parameters["mexico.zone"].origin.layer == "scenario parent"


def test_a_cycle_of_parents_is_told(library: Library) -> None:
    write(library.root, {"mine/a.yaml": "scenario: a\nextends: mine.yaml\n"})

    problem = problems_from(library, "scenario: mine\nextends: a.yaml\n")[0]

    assert (problem.path, problem.line) == ("extends", 2)
    assert problem.found.startswith("a cycle through")


def test_a_scenario_that_extends_itself_is_told(library: Library) -> None:
    assert problems_from(library, "scenario: mine\nextends: mine.yaml\n")[0].found.startswith("a cycle through")


def test_all_problems_of_all_files_are_told_together(library: Library) -> None:
    write(
        library.root,
        {
            "mine/parent.yaml": "scenario: Parent\nlayers: [no/such.layer]\n",
            "scenarios/base/mexico.yaml": "consent_per_day: 5\nis_open: maybe\n",
        },
    )

    problems = problems_from(
        library, "scenario: mine\nextends: parent.yaml\nset: {a.b: 1, mexico.zone: -1}\n", "nonsense", "mexico.zone=x"
    )

    assert [(Path(problem.file).name, problem.path) for problem in problems] == [
        ("mexico.yaml", "mexico.zone"),
        ("mexico.yaml", "mexico.consent_per_day"),
        ("mexico.yaml", "mexico.is_open"),
        ("parent.yaml", "scenario"),
        ("parent.yaml", "layers"),
        ("mine.yaml", "a.b"),
        ("mine.yaml", "mexico.zone"),
        ("--set", ""),
        ("--set", "mexico.zone"),
    ]


@pytest.mark.parametrize(
    ("setting", "told_as"),
    [
        ("mexico.zone", "--set: found mexico.zone, expected PATH=VALUE; for example run.years=3"),
        ("=5", "--set: found =5, expected PATH=VALUE"),
        (
            "mexico.zon=5",
            "--set: mexico.zon: found an unknown key, expected the path of a parameter; did you mean mexico.zone",
        ),
        ("mexico.zone=", "--set: mexico.zone: found nothing, expected a number of miles >= 0 or nationwide"),
        ("mexico.zone=[1", "--set: found text that is not YAML"),
        ("mexico.zone=-5", "--set: mexico.zone: found -5, expected a number of miles"),
        ("mexico.zone=a: b: c", "--set: found text that is not YAML"),
        ("mexico.zone=*x", "--set: found the alias *x"),
        ("run.years=99", "--set: run.years: found 99, expected a whole number from 1 to 20"),
        ("mexico.zone=\x1b[1m", "--set: found character U+001B"),
    ],
)
def test_a_wrong_setting_is_told_without_a_position(library: Library, setting: str, told_as: str) -> None:
    assert refused(library, "status-quo", Overrides(set=(setting,)))[0].startswith(told_as)


def test_a_setting_given_twice_is_told(library: Library) -> None:
    overrides = Overrides(set=("mexico.zone=5", "mexico.zone=6"))

    assert refused(library, "status-quo", overrides)[0].startswith("--set: mexico.zone: found mexico.zone=6 after")


def test_a_setting_may_be_a_series(library: Library) -> None:
    scenario = load("status-quo", Overrides(set=("mexico.zone={2017-01-01: 5, 2018-01-01: nationwide}",)), library)

    assert [entry.value for entry in scenario.parameters["mexico.zone"].settings[-1].entries] == [5.0, "nationwide"]


@pytest.mark.parametrize(
    ("overrides", "told_as"),
    [
        (Overrides(years=0), "--years: run.years: found 0, expected a whole number from 1 to 20"),
        (Overrides(replications=0), "--replications: run.replications: found 0, expected a whole number from 1"),
        (Overrides(seed=-1), "--seed: run.seed: found -1, expected a whole number from 0"),
        (Overrides(scale=0.0), "--scale: found 0, expected a share above 0 and at most 1"),
        (Overrides(scale=2.0), "--scale: found 2, expected"),
        (Overrides(scale=float("nan")), "--scale: found nan, expected"),
    ],
)
def test_a_wrong_option_is_told(library: Library, overrides: Overrides, told_as: str) -> None:
    assert refused(library, "status-quo", overrides)[0].startswith(told_as)


def test_a_user_may_bring_a_source_along(library: Library) -> None:
    text = (
        "scenario: mine\nsources: [{key: own-1, title: My count, quality: estimate}, report-1]\n"
        'set: {mexico.zone: {value: 5, source: "own-1#p2"}}\n'
    )

    scenario = scenario_from(library, text)

    assert scenario.sources["own-1#p2"].title == "My count"
    assert scenario_from(library, scenario.to_yaml()).digest() == scenario.digest()


def test_a_resolved_scenario_runs_again_from_its_own_text(library: Library) -> None:
    text = (
        "scenario: mine\ntitle: 'A \"title\": with # marks'\n"
        'summary: "One \\uFEFF line \\_ \u00e9 \U0001f600"\nextends: as-ordered\n'
        "run: {years: 2, seed: 9}\n"
        "set:\n"
        "  mexico.zone: {2017-01-01: 1, 2017-06-01: {value: 9, low: 2, high: 10, ramp: true, note: 'it''s: so'}}\n"
        "  courts.delay: {uniform: {low: 1, high: 2.5}, stretch: {low: 0.25, high: 1.5}, scope: some}\n"
        "  courts.closure_net_share: 1e-7\n"
        "  courts.usd_per_case: 12345678901.25\n"
    )
    scenario = scenario_from(library, text, "detention.beds.adult=30000")

    again = scenario_from(library, scenario.to_yaml())

    assert again.to_yaml() == scenario.to_yaml()
    assert again.digest() == scenario.digest()
    assert {path: parameter.entries for path, parameter in again.parameters.items()} == {
        path: parameter.entries for path, parameter in scenario.parameters.items()
    }


def test_the_digest_ignores_the_number_of_replications_and_nothing_else(library: Library) -> None:
    def digest(*settings: str) -> str:
        return load("status-quo", Overrides(set=settings), library).digest()

    assert digest("run.replications=9") == digest()
    others = {digest("run.seed=9"), digest("run.years=2"), digest("run.start=2016-10-02"), digest("mexico.zone=99")}
    assert len(others | {digest()}) == 5


def test_the_digest_changes_with_the_base_of_a_parameter_that_the_scenario_sets(library: Library) -> None:
    before = load("status-quo", Overrides(set=("mexico.zone=99",)), library).digest()
    path = library.scenarios / "base" / "mexico.yaml"
    path.write_text(path.read_text().replace("100", "101"))

    assert load("status-quo", Overrides(set=("mexico.zone=99",)), library).digest() != before


def test_provenance_tells_value_range_source_and_layer_of_every_parameter(library: Library) -> None:
    scenario = load("as-ordered", Overrides(set=("mexico.zone=5",)), library)
    rows: dict[Any, Any] = {row["path"]: row for row in scenario.provenance()}

    family, zone = rows["detention.beds.family"], rows["mexico.zone"]
    assert family["value"] == {"2016-10-01": 3000, "2017-02-01": 3200}
    assert family["low"] == {"2016-10-01": 2000, "2017-02-01": 2000}
    assert (family["unit"], family["source"], family["quality"]) == ("beds", "report-1#p3", "official")
    assert (family["layer"], family["file"], family["line"]) == ("base", "scenarios/base/detention.yaml", 7)
    assert (zone["source"], zone["layer"], zone["line"]) == (
        "set by the scenario's author, no source",
        "--set",
        0,
    )
    assert [origin["layer"] for origin in zone["replaced"]] == ["base", "border/G-zone.ordered"]
    assert rows["courts.delay"]["value"] == {"lognormal": {"median": 10.0, "p90": 35.0}}
    assert rows["courts.docket_rule"]["quality"] == "assumption"
    json.dumps(list(rows.values()))


def test_provenance_names_no_place_on_this_machine(library: Library) -> None:
    rows = scenario_from(library, "scenario: mine\nset: {mexico.zone: 5}\n").provenance()

    assert str(library.root) not in json.dumps(rows)


def test_a_scenario_is_sent_to_a_worker_without_the_reader_or_the_parts(library: Library, tmp_path: Path) -> None:
    (tmp_path / "scenario.pickle").write_bytes(pickle.dumps(load("as-ordered", Overrides(), library)))
    code = (
        "import pickle, sys\n"
        "inputs = pickle.load(open(sys.argv[1], 'rb')).compile(1, fixed=False)\n"
        "print(inputs.number('mexico.zone'), [m for m in sys.modules if m.split('.')[0] in"
        " ('pydantic', 'yaml', 'polars', 'typer', 'rich', 'scipy')])\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "scenario.pickle")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )

    assert done.stdout.split() == ["inf", "[]"]

"""What varies is written in one line, and a line that makes no sense is told with what would."""

import pytest

from sim.base.errors import ScenarioError
from sim.study.choices import Design
from sim.study.factors import Factor, read_factors
from sim.study.points import notes_on_design, points_of
from sim.study.sweeps import known_parameters


def factors(*texts: str) -> tuple[Factor, ...]:
    """Read what stands after each --vary."""
    return read_factors(texts, known_parameters())


def test_levels_include_both_ends() -> None:
    (factor,) = factors("border.attempts_scale=0:1:5")
    assert factor.levels == ("0", "0.25", "0.5", "0.75", "1")


def test_what_is_counted_takes_whole_levels() -> None:
    (factor,) = factors("detention.beds.adult=30000:40000:4")
    assert factor.levels == ("30000", "33333", "36667", "40000")


def test_words_are_levels_too() -> None:
    (factor,) = factors("courts.docket_rule=fifo,lifo")
    assert factor.levels == ("fifo", "lifo")


@pytest.mark.parametrize(
    "text",
    ["courts.judges", "courts.judges=", "courts.judges=1:2:3:4", "courts.judges=2:1:5", "courts.judges=1:2:1",
     "courts.judges=a:b:3", "courts.judgez=1:2:3", "courts.judges=nan:2:3"],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        factors(text)
    assert {problem.file for problem in refused.value.problems} == {"--vary"}


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(ScenarioError) as refused:
        factors("courts.judgez=1,2", "courts.judges=2:1:3", "run.years=1,2", "run.years=1,2")
    assert len(refused.value.problems) == 3


def test_a_grid_holds_every_combination_in_order() -> None:
    rows = points_of(Design.GRID, factors("courts.judges=300,400", "border.attempts_scale=1,2"), None, 7)
    assert rows == (("300", "1"), ("300", "2"), ("400", "1"), ("400", "2"))


def test_a_hypercube_visits_every_slice_of_every_factor_once() -> None:
    rows = points_of(Design.LHS, factors("border.attempts_scale=0:10", "courts.judges=0:1000"), 10, 7)
    for place, width in ((0, 1.0), (1, 100.0)):
        assert sorted(int(float(row[place]) / width) for row in rows) == list(range(10))


def test_more_points_of_a_sobol_sequence_keep_the_first_ones() -> None:
    some = points_of(Design.SOBOL, factors("border.attempts_scale=0:1"), 5, 7)
    more = points_of(Design.SOBOL, factors("border.attempts_scale=0:1"), 8, 7)
    assert more[:5] == some


def test_levels_are_visited_evenly_by_a_design_that_fills_space() -> None:
    rows = points_of(Design.LHS, factors("courts.docket_rule=fifo,lifo", "courts.judges=0:1000"), 8, 7)
    assert sorted(row[0] for row in rows) == ["fifo"] * 4 + ["lifo"] * 4


@pytest.mark.parametrize(
    ("design", "text", "points"),
    [
        (Design.GRID, "courts.judges=1:2", None),
        (Design.GRID, "courts.judges=1,2", 5),
        (Design.LHS, "courts.judges=1:2", None),
    ],
)
def test_a_design_that_cannot_be_laid_out_is_refused(design: Design, text: str, points: int | None) -> None:
    with pytest.raises(ScenarioError):
        points_of(design, factors(text), points, 7)


@pytest.mark.parametrize("text", ["run.seed=1,2", "run.seed=1:100", "run.replications=1,2", "run.replications=1:4:4"])
def test_what_the_whole_study_shares_does_not_vary(text: str) -> None:
    with pytest.raises(ScenarioError, match=r"found a setting of the whole study.*use --(seed|replications)"):
        factors(text)


def test_the_length_of_the_run_varies_where_it_is_not_given_beside() -> None:
    assert factors("run.years=1,2")[0].levels == ("1", "2")
    with pytest.raises(ScenarioError, match=r"run\.years: found run\.years in --vary and in --years"):
        read_factors(("run.years=1,2",), known_parameters(), years=1)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("detention.beds.adult=5,5.0,5e0", ("5",)),
        ("mexico.consent_per_day=-0.0,0,0.0,1e2", ("0", "100")),
        ("border.attempts_scale=0.1234567890123456,.5,0.50", ("0.1234567890123456", "0.5")),
        ("contiguous_return.enabled=true,false,true", ("true", "false")),
        ("expedited_removal.zone_miles=100,nationwide,100.0", ("100", "nationwide")),
        ("courts.docket_rule=fifo,speedy,fifo", ("fifo", "speedy")),
    ],
)
def test_levels_are_compared_by_value_and_not_by_spelling(text: str, levels: tuple[str, ...]) -> None:
    assert factors(text)[0].levels == levels


@pytest.mark.parametrize(
    ("design", "texts", "points", "note"),
    [
        (Design.LHS, ("detention.beds.adult=0:3",), 6,
         "6 points asked for, 4 differ; detention.beds.adult must be whole"),
        (Design.SOBOL, ("courts.docket_rule=fifo,lifo",), 4, "4 points asked for, 2 differ"),
        (Design.GRID, ("detention.beds.adult=0:3:10", "courts.judges=1:2:3"), None,
         "10 levels of detention.beds.adult asked for, 4 differ; detention.beds.adult must be whole"),
        (Design.GRID, ("courts.judges=5,5.0",), None, "2 levels of courts.judges asked for, 1 differs"),
    ],
)  # fmt: skip
def test_fewer_points_than_asked_for_are_told(
    design: Design, texts: tuple[str, ...], points: int | None, note: str
) -> None:
    varied = factors(*texts)
    assert notes_on_design(varied, points, len(points_of(design, varied, points, 7))) == (note,)


def test_as_many_points_as_asked_for_are_no_news() -> None:
    varied = factors("courts.judges=1:2:3", "detention.beds.adult=5,6")
    assert notes_on_design(varied, None, len(points_of(Design.GRID, varied, None, 7))) == ()


def test_a_range_of_what_is_counted_ends_at_whole_numbers() -> None:
    with pytest.raises(ScenarioError, match="expected whole numbers at both ends"):
        factors("detention.beds.adult=0.5:3.5:4")


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("courts.judges=400,500@2018-01-01", ("courts.judges=400@2018-01-01", "courts.judges=500@2018-01-01")),
        ("courts.judges=+0,+100@2018-01-01", ("courts.judges=+0@2018-01-01", "courts.judges=+100@2018-01-01")),
        ("courts.judges=-50:+50:3@2018-01-01", ("courts.judges=-50@2018-01-01", "courts.judges=+0@2018-01-01")),
        ("courts.judges=*1,*1.2 @ 2018-01-01", ("courts.judges=*1@2018-01-01", "courts.judges=*1.2@2018-01-01")),
    ],
)
def test_values_may_begin_on_a_date_and_be_changes(text: str, settings: tuple[str, ...]) -> None:
    (factor,) = factors(text)
    assert tuple(factor.setting(level) for level in factor.levels)[:2] == settings


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("courts.judges=+0,+300", "for changes from a date write courts.judges=+0,+300@2018-01-01"),
        ("courts.judges=0,+300@2018-01-01", "expected the sign + or - before each value"),
        ("courts.judges=*1,+300@2018-01-01", "or * before each"),
        ("courts.judges=300,400@2018", "found 2018, expected a date, written as in 2017-02-20"),
        ("courts.judges=300,400@", "found nothing after @, expected a date"),
        ("courts.judges=300,400@2018-02-30", "found 2018-02-30, expected a date"),
    ],
)
def test_a_wrong_date_or_sign_says_what_to_write(text: str, told: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        factors(text)
    assert told in str(caught.value)

"""Effects and shares of variance are those of the books, and those of another library."""

import numpy as np
import pytest

import sim
from sim.base.draws import FloatArray
from sim.scenario.resolved import fixed_at, quantiles_of, uncertain_draws
from sim.study.futures import draw_groups
from sim.study.screening import elementary_effects, saltelli_points, trajectories, variance_indices
from sim.study.uncertainty import variance_parts

PROBLEM = {"num_vars": 3, "names": ["first", "second", "third"], "bounds": [[0.0, 1.0]] * 3}


def ishigami(points: FloatArray) -> FloatArray:
    """The function of Ishigami and Homma (1990), whose indices are known in closed form."""
    angles = (points * 2 - 1) * np.pi
    first, second, third = np.moveaxis(angles, -1, 0)
    value: FloatArray = np.sin(first) + 7 * np.sin(second) ** 2 + 0.1 * third**4 * np.sin(first)
    return value


def test_every_factor_moves_once_in_a_trajectory() -> None:
    points = trajectories(7, 5, 3)
    moves = np.diff(points, axis=1)
    assert ((np.abs(moves) > 0).sum(axis=2) == 1).all()
    assert ((np.abs(moves) > 0).sum(axis=1) == 1).all()
    assert np.allclose(np.abs(moves).max(axis=2), 2 / 3)
    assert points.min() >= 0
    assert points.max() <= 1


def test_the_effects_of_a_straight_line_are_its_slopes() -> None:
    points = trajectories(4, 3, 3)
    found = elementary_effects(points, points @ np.array([3.0, 0.0, -2.0, 10.0]))
    assert found.mean == pytest.approx([3, 0, -2, 10])
    assert found.size == pytest.approx([3, 0, 2, 10])
    assert found.spread == pytest.approx([0, 0, 0, 0])


def test_the_effects_are_those_of_another_library() -> None:
    morris = pytest.importorskip("SALib.analyze.morris")
    points = trajectories(3, 6, 11)
    values = ishigami(points)
    theirs = morris.analyze(PROBLEM, points.reshape(-1, 3), values.ravel(), num_levels=4)
    ours = elementary_effects(points, values)
    assert ours.mean == pytest.approx(theirs["mu"])
    assert ours.size == pytest.approx(theirs["mu_star"])
    assert ours.spread == pytest.approx(theirs["sigma"])


def test_the_shares_of_variance_are_those_of_another_library() -> None:
    sobol = pytest.importorskip("SALib.analyze.sobol")
    values = ishigami(saltelli_points(3, 64, 5))
    in_their_order = np.array([values[0], *values[2:], values[1]]).T.ravel()
    theirs = sobol.analyze(PROBLEM, in_their_order, calc_second_order=False, seed=1)
    ours = variance_indices(values)
    assert ours.alone == pytest.approx(theirs["S1"])
    assert ours.total == pytest.approx(theirs["ST"])


def test_the_shares_of_variance_are_those_of_the_closed_form() -> None:
    found = variance_indices(ishigami(saltelli_points(3, 256, 5)))
    assert (np.abs(found.alone - [0.3139, 0.4424, 0.0]) < 2 * found.alone_half + 0.01).all()
    assert (np.abs(found.total - [0.5576, 0.4424, 0.2437]) < 2 * found.total_half + 0.01).all()


def test_few_points_suffice_for_a_straight_line() -> None:
    slopes = np.array([645.0, 240.0, 180.0, 0.0, 0.0])
    found = variance_indices(saltelli_points(5, 16, 20170220) @ slopes)
    assert np.abs(found.total - slopes**2 / (slopes**2).sum()).max() < 0.25
    assert (np.abs(found.total - slopes**2 / (slopes**2).sum()) <= 2 * found.total_half).all()


def test_chance_and_parametric_uncertainty_are_told_apart() -> None:
    futures, chance = np.array([-3.0, 0.0, 3.0]), np.array([-1.0, 1.0])
    within, between = variance_parts(futures[:, None] + chance[None, :])
    assert (within, between) == (pytest.approx(2), pytest.approx(9 - 1))


def test_what_a_replication_draws_can_be_fixed() -> None:
    scenario = sim.load("kelly-memos")
    drawn = scenario.compile(3, fixed=False)
    fixed = fixed_at(scenario, quantiles_of(scenario, 3))
    assert fixed.uncertain() == ()
    assert fixed.compile(3, fixed=True).values == drawn.values


def test_all_uncertain_parameters_lie_in_at_most_so_many_groups() -> None:
    scenario = sim.load("kelly-memos")
    every = set(uncertain_draws(scenario))
    for most in (60, 30):
        groups = draw_groups(scenario, most)
        assert len(groups) == most
        assert sorted(draw for group in groups for draw in group.draws) == sorted(every)

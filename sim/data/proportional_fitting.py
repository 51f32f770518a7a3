"""Iterative proportional fitting of a table to totals that are known (Deming and Stephan 1940)."""

import numpy as np

from sim.base.draws import FloatArray

_ROUNDS = 200
"""Rounds of fitting, far more than the tables need [rounds]."""


def fitted(sector_class: FloatArray, sector_nationality: FloatArray, class_nationality: FloatArray) -> FloatArray:
    """Fit the joint table of a year to its three published margins by iterative proportional fitting.

    The prior is that a class of one nationality is spread over the sectors as the whole nationality is. Deming and
    Stephan (1940). The last step meets sector by class to the last digit, the other two nearly so.

    Args:
        sector_class: persons, shape (SECTORS, CLASSES).
        sector_nationality: persons, shape (SECTORS, n).
        class_nationality: persons, shape (CLASSES, n).

    Returns:
        Persons, shape (SECTORS, CLASSES, n).
    """
    spread = sector_nationality / np.maximum(sector_nationality.sum(axis=0), 1.0)
    table = spread[:, None, :] * class_nationality[None, :, :]
    for _ in range(_ROUNDS):
        table = table * _ratio(class_nationality, table.sum(axis=0))[None, :, :]
        table = table * _ratio(sector_nationality, table.sum(axis=1))[:, None, :]
        table = table * _ratio(sector_class, table.sum(axis=2))[:, :, None]
    return table


def shares_within(joint: FloatArray, others: FloatArray) -> FloatArray:
    """Shares of the nationalities within each sector and class, shape (SECTORS, CLASSES, NATIONALITIES).

    Args:
        joint: persons, the last column for all other nationalities, shape (SECTORS, CLASSES, n).
        others: how that column splits, shape (NATIONALITIES,).
    """
    large = joint.shape[2] - 1
    table = joint[:, :, large:] * others
    table[:, :, :large] += joint[:, :, :large]
    total = table.sum(axis=2, keepdims=True)
    nation = table.sum(axis=0, keepdims=True) / table.sum(axis=(0, 2), keepdims=True)
    return np.where(total > 0.0, table / np.where(total > 0.0, total, 1.0), nation)


def _ratio(wanted: FloatArray, found: FloatArray) -> FloatArray:
    return np.where(found > 0.0, wanted / np.where(found > 0.0, found, 1.0), 0.0)

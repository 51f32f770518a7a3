"""Rules take bundles by reference, whose fields read themselves; plain mode plays the same world."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest
from numba.core.runtime import _nrt_python, rtsys

from sim.base.draws import Stream, hash64, keys_of
from sim.base.durations import lognormal, uniform
from sim.engine.compiled import Bundle, Field, Floats, as_rules_see, bundle, rule
from sim.engine.draws import FAMILY, distributions, draw, draw_again, names, quantile
from sim.engine.draws import hash64 as hash_in_rules
from sim.engine.ordering import key_order, stable_order
from sim.engine.person import blank_people
from tests.digests import digests
from tests.worlds import small


@bundle
class Account(Bundle):
    """Money of two kinds."""

    balance: Floats
    rate: float = Field(lambda source: 2 * source)  # type: ignore[assignment]  # as it is read


@rule
def earn(account: Account, times: int) -> float:
    for _ in range(times):
        account.balance[0] *= account.rate
    account.rate = 1.0
    return account.balance[0]


def test_a_bundle_is_changed_where_it_is_and_its_fields_read_themselves() -> None:
    account = Account.of(1.5, balance=np.ones(1))
    assert earn(account, 2) == 9.0
    assert earn(account, 2) == 9.0, "the rate was set to one"


@rule
def enlarge(account: Account, size: int) -> None:
    account.balance = np.empty(size)


def test_what_rules_put_into_a_bundle_goes_with_it() -> None:
    _nrt_python.memsys_enable_stats()
    before = rtsys.get_allocation_stats()
    for size in (10, 20, 30):
        account = Account.of(1.0, balance=np.ones(1))
        enlarge(account, size)
        enlarge(account, 2 * size)
    held = rtsys.get_allocation_stats()
    del account
    after = rtsys.get_allocation_stats()
    assert after.mi_alloc - before.mi_alloc == 6
    assert held.mi_free - before.mi_free == 5, "the last array of the last bundle is in use"
    assert after.mi_free - before.mi_free == 6


def test_a_rule_draws_what_the_stream_draws() -> None:
    people = blank_people(50)
    people["key"] = keys_of(50, "test") + np.arange(50, dtype=np.uint64) % np.uint64(3)
    people["draw_key"] = people["key"]
    family = people["key"] & FAMILY
    stream = Stream(7, "decision", 3)
    seen = as_rules_see(people)
    assert [draw(seen[row], stream.key) for row in range(50)] == stream.of(people["draw_key"]).tolist()
    again = stream.uniform(family, 4).tolist()
    assert [draw_again(seen[row], 4, stream.key) for row in range(50)] == again


def test_a_rule_reads_the_days_that_the_table_gives() -> None:
    tables = [lognormal(20.0, 90.0), uniform(3, 9)]
    laid = distributions(tables)
    uniforms = np.append(Stream(1, "days", 1).uniform(keys_of(2000, "days")), [0.0, 1 - 2**-53])
    for which, table in enumerate(tables):
        assert [quantile(laid, which, each) for each in uniforms.tolist()] == table.sample(uniforms).tolist()


def test_rows_are_put_in_order_as_numpy_does() -> None:
    people = blank_people(300)
    people["key"] = keys_of(300, "order")
    rows = np.arange(0, 300, 2)
    seen = as_rules_see(people)
    assert key_order(seen, rows).tolist() == people["key"][rows].argsort().tolist()
    values = np.array([3, 1, 2, 1, 3, 0, 1] * 9)
    assert stable_order(values).tolist() == values.argsort(kind="stable").tolist()


@pytest.mark.slow
def test_plain_mode_leaves_the_same_world_behind() -> None:
    asked = [sys.executable, "-m", "tests.digests", "kelly-memos-consent", "--scale", "0.001", "--days", "40"]
    plain = subprocess.run(asked, env=os.environ | {"NUMBA_DISABLE_JIT": "1"}, check=True, capture_output=True)
    assert json.loads(plain.stdout) == digests(small("kelly-memos-consent", scale=0.001, days=40))


@pytest.mark.parametrize("numbers", [(0, 0), (7, 10), (3650, 99, 4), (12, 1, 0), (999_999, 100_000, 1_000_000)])
def test_a_name_and_numbers_have_the_same_word_as_in_python(numbers: tuple[int, ...]) -> None:
    texts = ("domestic", "mission\x1fMEXICO_INTERIOR", "a")
    known = names(texts)
    first, second, third = (*numbers, -1)[:3]
    for which, text in enumerate(texts):
        assert hash_in_rules(known, which, first, second, third) == hash64(text, *numbers)

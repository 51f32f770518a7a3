"""A published number has one key, which is written and read as in the files."""

import pytest

from sim.base.metric_key import MetricKey, joined_dimensions


@pytest.mark.parametrize("group", ["all", "payer=us_federal", "class=single_adult;nationality=mexico", "misspelt"])
def test_a_group_is_read_and_written_alike(group: str) -> None:
    assert MetricKey.read("removals", group).group == group


def test_the_order_in_which_dimensions_are_written_makes_no_other_key() -> None:
    written = MetricKey.read("removals", "mode=charter;agency=ice", "2017")

    assert written == MetricKey("removals", joined_dimensions([("mode", "charter")], [("agency", "ice")]), "2017")
    assert written.texts == ("removals", "agency=ice;mode=charter", "2017")


def test_a_key_is_shown_as_a_user_writes_it() -> None:
    key = MetricKey.read("court_pending", "docket=detained")

    assert [str(key), str(key.at("2018")), str(MetricKey("removals"))] == [
        "court_pending[docket=detained]",
        "court_pending[docket=detained]@2018",
        "removals",
    ]

"""Reading on the workers of a scheduler gives what reading here gives, in the same order."""

import json

import distributed
import pytest

from newslib.extracts import extract_lines


@pytest.fixture(scope="module")
def scheduler():
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def test_workers_give_the_same_lines_in_order(scheduler):
    texts = [f"At least {n} civilians were killed in Kharkiv, the mayor said." for n in range(2, 150)]
    lines = [(n, json.dumps({"id": n, "text": text})) for n, text in enumerate(texts, 1)]
    here = list(extract_lines(lines))
    assert list(extract_lines(lines, scheduler=scheduler)) == here
    assert [json.loads(line)["id"] for line in here] == [n for n, _ in lines]

"""Workers give what this process gives, whatever happens to them; a corpus in pieces goes on where it stopped."""

import json
import os
import signal
import sys
import time

import cloudpickle
import dask
import distributed
import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newslib import partitions, stages
from newslib.batches import AHEAD, Readers, reading_on
from newslib.extracts import extract_file
from newslib.partitions import TABLES, extract_partitions, pieces

cloudpickle.register_pickle_by_value(sys.modules[__name__])
POISON = 13


@pytest.fixture(scope="module")
def cluster():
    """A scheduler with two workers, each a process that is started again when it dies."""
    few = dask.config.set({"distributed.scheduler.allowed-failures": 1})  # each death takes seconds
    with few, distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as started:
        yield started


def slow(batch):
    time.sleep(0.3)
    return [2 * item for item in batch]


def deadly(batch):
    if POISON in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return [2 * item for item in batch]


def test_workers_give_the_same_lines_in_order(cluster, tmp_path):
    source, here, there = (tmp_path / name for name in ("in.jsonl", "here.jsonl", "there.jsonl"))
    records = [{"id": n, "text": f"Погибли {n} военных, сообщил мэр."} for n in range(2, 150)]
    source.write_text("".join(json.dumps(one) + "\n" for one in records))
    extract_file(source, here)
    extract_file(source, there, scheduler=cluster.scheduler_address)
    assert there.read_bytes() == here.read_bytes()
    assert [json.loads(line)["id"] for line in here.read_text().splitlines()] == [one["id"] for one in records]


def test_a_worker_killed_at_work_costs_no_batch(cluster):
    with distributed.Client(cluster) as client:
        found = Readers(client).map(slow, [[n, n + 1] for n in range(12)], lambda item: None)
        results = [next(found)]
        at_work = {address: keys for address, keys in client.processing().items() if keys}
        assert at_work  # a batch was under way
        pids = client.run(os.getpid)
        os.kill(pids[next(iter(at_work))], signal.SIGKILL)
        results += found
    assert [list(made) for _, made in results] == [[2 * n, 2 * n + 2] for n in range(12)]


def test_who_ends_every_worker_is_found_and_the_others_are_kept(cluster):
    with distributed.Client(cluster) as client:
        batches = [[n, n + 1] for n in range(10, 18, 2)]
        found = list(Readers(client).map(deadly, batches, lambda item: f"lost {item}"))
    flat = [one for _, made in found for one in made]
    assert flat == [f"lost {n}" if n == POISON else 2 * n for n in range(10, 18)]


def test_batches_under_way_are_bounded():
    class Client:
        under_way = most = 0

        def submit(self, read, batch, pure):
            Client.under_way += 1
            Client.most = max(Client.most, Client.under_way)
            return self

        def result(self):
            Client.under_way -= 1
            return [0]

    assert len(list(Readers(Client()).map(slow, ([n] for n in range(3 * AHEAD)), lambda item: None))) == 3 * AHEAD
    assert Client.most == AHEAD


def test_stages_on_workers_write_the_same_bytes(cluster, tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    for n in range(5):
        (raw / f"{n}.txt").write_text(f"date 2022-04-1{n} Загинули {n + 2} військових, повідомив мер Харкова.", "utf-8")
    stages.run(raw, tmp_path / "here")
    stages.run(raw, tmp_path / "there", scheduler=cluster.scheduler_address)
    for path in (tmp_path / "here").glob("*.*"):
        if not path.name.startswith("."):
            assert path.read_bytes() == (tmp_path / "there" / path.name).read_bytes(), path.name


def data_set(address, texts, group=3):
    table = pa.table({"id": [str(n) for n in range(len(texts))], "text": texts, "date": ["2022-04-13"] * len(texts)})
    with fsspec.open(address, "wb") as file:
        pq.write_table(table, file, row_group_size=group)


TEXTS = [
    "Погибли трое военных, сообщил мэр.",
    "Загинуло п'ятеро людей.",
    "",
    "Погибли 12 человек.",
    "Погибли 12 человек.",
]


def read_back(out, table):
    system, root = fsspec.core.url_to_fs(out)
    found = sorted(system.find(f"{root}/{table}"))
    return pa.concat_tables([pq.read_table(file, filesystem=system) for file in found]).to_pylist()


def test_pieces_in_object_storage_are_read_once_and_again_when_they_change():
    source, out = "memory://corpus/articles.parquet", "memory://tables"
    data_set(source, TEXTS)
    assert [piece.group for piece in pieces(source)] == [0, 1]
    first = extract_partitions("memory://corpus", out)
    assert (first["articles"], first["claims"], first["problems"], first["read"]) == (4, 4, 1, 2)
    claims = read_back(out, "claims")
    assert [row["stated"] for row in claims] == [3, 5, 12, 12]
    assert len({row["claim_id"] for row in claims}) == 4
    assert read_back(out, "problems")[0]["path"].endswith("group 0 row 2")
    again = extract_partitions("memory://corpus", out)
    assert (again["read"], again["known"], again["claims"]) == (0, 2, 4)
    fsspec.filesystem("memory").rm("/tables/claims/part-000001.parquet")  # killed before it was done
    assert extract_partitions("memory://corpus", out)["read"] == 1
    data_set(source, [*TEXTS[:3], "Погибли двое.", "Погибли 12 человек."])
    assert extract_partitions("memory://corpus", out)["read"] == 1
    assert extract_partitions("memory://corpus", out, figures_only=True)["read"] == 2
    data_set(source, TEXTS[:3])
    assert extract_partitions("memory://corpus", out)["claims"] == len(read_back(out, "claims")) == 2


def test_a_piece_killed_while_it_is_written_anew_is_not_that_of_before(tmp_path, monkeypatch):
    source, out = str(tmp_path / "a.parquet"), str(tmp_path / "tables")
    data_set(source, TEXTS)
    extract_partitions(source, out)
    whole = read_back(out, "claims")
    write = partitions._put

    def killed(system, path, content):
        if "/statements/" in path:
            raise KeyboardInterrupt
        write(system, path, content)

    monkeypatch.setattr(partitions, "_put", killed)
    data_set(source, ["Погибли 77 человек.", *TEXTS[1:]])
    with pytest.raises(KeyboardInterrupt):
        extract_partitions(source, out)
    monkeypatch.undo()
    data_set(source, TEXTS)
    assert extract_partitions(source, out)["read"] == 1
    assert read_back(out, "claims") == whole


def test_pieces_read_by_workers_are_the_same_bytes(cluster, tmp_path):
    (tmp_path / "in").mkdir()
    data_set(str(tmp_path / "in" / "a.parquet"), TEXTS * 3)
    here, there = tmp_path / "here", tmp_path / "there"
    extract_partitions(str(tmp_path / "in"), str(here))
    extract_partitions(str(tmp_path / "in"), str(there), scheduler=cluster.scheduler_address)
    made = sorted(path.relative_to(here) for path in here.rglob("*") if path.is_file())
    assert len(made) == 5 * (len(TABLES) + 1)
    assert all((here / path).read_bytes() == (there / path).read_bytes() for path in made)


def test_without_workers_this_process_reads():
    with reading_on() as readers:
        assert list(readers.map(slow, [[1, 2]], lambda item: None)) == [([1, 2], [2, 4])]

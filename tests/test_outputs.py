"""Where a run writes: what is refused, what a fault leaves behind, and that old never stands beside new."""

import contextlib
import errno
import json
import os
import subprocess
import sys
import tempfile
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest

from newslib import batches, caches, extracts, outputs, stages, tables
from newslib.cli import main
from newslib.templates import Site

TEXTS = ["Погибли трое военных, сообщил мэр.", "Загинуло п'ятеро людей.", "Nothing happened."]
NOBODY = 65534  # the number of the user that owns nothing


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "in.jsonl"
    rows = (json.dumps({"id": n, "text": text}, ensure_ascii=False) for n, text in enumerate(TEXTS))
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def extract(*words):
    return main(["extract", *map(str, words)])


def refusal(capsys):
    """The one line that was printed."""
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "Traceback" not in told
    return told


def everything(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_output_that_would_damage_something_is_refused_with_its_name_and_the_cure(corpus, tmp_path, capsys):
    (tmp_path / "link.jsonl").symlink_to(corpus)
    (tmp_path / "folder").mkdir()
    before = everything(tmp_path)
    for target, reason in [
        (corpus, "is the input"), (tmp_path / "link.jsonl", "is the input"), (tmp_path / "folder", "is a folder"),
        (Path("/dev/null"), "is a device"), (corpus / "out.jsonl", "is a file where a folder"),
        (tmp_path / "none" / "out.jsonl", "no folder"),
    ]:  # fmt: skip
        assert extract(corpus, "--out", target) == 2
        told = refusal(capsys)
        assert reason in told
        assert "--out" in told
    assert everything(tmp_path) == before


def test_a_folder_that_holds_what_is_read_or_lies_in_it_is_refused(tmp_path, capsys):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text("date 2022-04-13 Two died.")
    (tmp_path / "file").write_text("")
    before = everything(tmp_path)
    for target, reason in [(raw, "which is read"), (tmp_path, "which is read"), (raw / "inside", "part of"),
                           (tmp_path / "file", "is a file"), (tmp_path / "none" / "x", "no folder")]:  # fmt: skip
        assert main(["report", "--raw", str(raw), "--processed", str(target), "--out", str(tmp_path / "o")]) == 2
        assert reason in refusal(capsys)
    assert everything(tmp_path) == before


def test_pages_that_could_not_be_put_there_stop_a_report_before_anything_is_read(tmp_path, capsys, monkeypatch):
    raw, processed = tmp_path / "raw", tmp_path / "tables"
    raw.mkdir()
    (raw / "a.txt").write_text("date 2022-04-13 Two died.")
    (tmp_path / "file").write_text("")
    (tmp_path / "taken").mkdir()
    before = everything(tmp_path)
    monkeypatch.setattr("newslib.stages.stream", lambda raw: pytest.fail("articles were loaded"))
    with outputs.alone(tmp_path / "taken"):
        for target, reason in [
            (raw, "which is read"), (raw / "pages", "is part of"), (tmp_path, "which is read"),
            (processed, "which is read"), (processed / "pages", "is part of"), (tmp_path / "file", "is a file"),
            (Path("/dev/null"), "is a device"), (tmp_path / "none" / "x", "no folder"),
            (tmp_path / "taken", "another run"),
        ]:  # fmt: skip
            assert main(["report", "--raw", str(raw), "--processed", str(processed), "--out", str(target)]) == 2
            assert reason in refusal(capsys)
    assert everything(tmp_path) == before


def test_a_second_run_on_the_same_output_is_refused_and_a_killed_one_keeps_nobody_out(corpus, tmp_path, capsys):
    out = tmp_path / "out.jsonl"
    with outputs.alone(out):
        assert extract(corpus, "--out", out) == 2
        assert "another run" in refusal(capsys)
    (tmp_path / f".{out.name}{outputs.LOCK}").write_text("left by a killed run")
    assert extract(corpus, "--out", out) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"in.jsonl", "out.jsonl"}


def test_an_unreachable_scheduler_is_named(corpus, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("newslib.batches.ANSWER", 0.5)
    assert extract(corpus, "--out", tmp_path / "o", "--scheduler", "tcp://127.0.0.1:9") == 2
    assert "127.0.0.1:9" in refusal(capsys)
    assert {path.name for path in tmp_path.iterdir()} <= {"in.jsonl", "o.partial"}
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text("date 2022-04-13 Two died.")
    folders = ("--processed", str(tmp_path / "p"), "--out", str(tmp_path / "pages"))
    assert main(["report", "--raw", str(raw), *folders, "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert "127.0.0.1:9" in refusal(capsys)
    assert {path.name for path in (tmp_path / "p").iterdir()} <= {caches.NAME}


@pytest.fixture
def open_folder():
    """A folder that every user of the machine may enter."""
    with tempfile.TemporaryDirectory() as path:
        Path(path).chmod(0o755)
        yield Path(path)


def test_a_read_only_folder_is_refused(corpus, open_folder, capsys):
    source = open_folder / "in.jsonl"
    source.write_bytes(corpus.read_bytes())
    assert extract(source, "--out", open_folder / "read.jsonl") == 0
    open_folder.chmod(0o555)
    user = os.geteuid()
    if user == 0:  # nothing is read-only to root
        os.setresuid(NOBODY, NOBODY, 0)
    try:
        assert extract(source, "--out", open_folder / "o") == 2
    finally:
        if user == 0:
            os.setresuid(0, 0, 0)
        open_folder.chmod(0o755)
    assert "cannot be written to" in refusal(capsys)


def test_lines_without_an_id_or_with_that_of_another_are_listed_also_after_an_interruption(tmp_path, capsys):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    ids = [3, 3, None, "3", 4]
    source.write_text("".join(json.dumps({"id": one, "text": "Two men died."}) + "\n" for one in ids) + "{\n", "utf-8")
    told = (
        "not read: 1; their `error` in the output says why and what to do (line 6)\n"
        "with the id of an earlier line: 2; give each article its own (line 2, 4)\n"
        "without an id: 1; give them one (line 3)\n"
    )
    assert extract(source, "--out", out) == 0
    assert capsys.readouterr().out == told
    whole = out.read_bytes()
    interrupted = whole.splitlines(keepends=True)[:3]
    extracts._Done(tmp_path / "out.jsonl.state", f"{caches.fingerprint()} False").add(
        list(extracts.numbered(source))[:3], len(b"".join(interrupted))
    )
    (tmp_path / "out.jsonl.partial").write_bytes(b"".join(interrupted))
    assert extract(source, "--out", out, "--resume") == 0
    assert capsys.readouterr().out == told
    assert out.read_bytes() == whole


def script(body, *words, limit=None):
    """Run Python in a process of its own, whose files may not grow beyond a limit."""
    code = textwrap.dedent(body)
    if limit:
        code = f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n" + code
    return subprocess.run([sys.executable, "-c", code, *map(str, words)], capture_output=True, text=True, check=False)


def test_a_full_disk_is_told_in_one_line_and_the_run_goes_on_where_it_stopped(corpus, tmp_path):
    out, whole = tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    corpus.write_text(corpus.read_text("utf-8") * 60, "utf-8")
    assert extract(corpus, "--out", whole) == 0
    out.write_text("what stood there before")
    run = "import sys; from newslib.cli import main; sys.exit(main(['extract', sys.argv[1], '--out', sys.argv[2]]))"
    failed = script(run, corpus, out, limit=60_000)
    assert failed.returncode == 2
    assert "Traceback" not in failed.stderr
    assert "out.jsonl.partial: File too large" in failed.stderr.splitlines()[-1]
    assert out.read_text() == "what stood there before"
    assert extract(corpus, "--out", out, "--resume") == 0
    assert out.read_bytes() == whole.read_bytes()


def test_a_fault_while_tables_are_written_leaves_those_of_the_run_before(tmp_path):
    with outputs.together(tmp_path) as stage:
        (stage / "a.txt").write_text("old")
    before = everything(tmp_path)

    def fail():
        with outputs.together(tmp_path) as stage:
            (stage / "a.txt").write_text("new")
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        fail()
    assert everything(tmp_path) == before


def test_files_that_are_no_longer_made_go_and_those_of_the_user_stay(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with outputs.together(tmp_path) as stage:
        (stage / "sub").mkdir()
        (stage / "sub" / "old.csv").write_text("1")
    with outputs.together(tmp_path) as stage:
        (stage / "new.csv").write_text("2")
    names = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert names == {"notes.txt", "new.csv", outputs.MANIFEST}


def test_a_manifest_cannot_name_a_file_outside_its_folder(tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / outputs.MANIFEST).write_text(json.dumps({"../mine.txt": "0", str(mine): "0"}))
    with outputs.together(folder) as stage:
        (stage / "a.txt").write_text("a")
    assert mine.exists()


def test_a_file_of_many_articles_is_named_once_among_what_a_table_was_made_from(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("date 2022-04-13 Two died.", encoding="utf-8")
    lines = [json.dumps({"id": n, "text": f"{n} men died.", "date": "2022-04-13"}) for n in range(2, 5)]
    (tmp_path / "raw" / "b.jsonl").write_text("\n".join(lines), encoding="utf-8")
    stages.run(tmp_path / "raw", tmp_path / "processed")
    told = tables.metadata(tmp_path / "processed" / "claims.parquet")["inputs"]
    assert told == {name: outputs.sha256(tmp_path / "raw" / name) for name in ("a.txt", "b.jsonl")}


def test_a_table_that_is_not_of_the_last_run_is_refused(tmp_path, capsys):
    with outputs.together(tmp_path) as stage:
        for name in ("claims", "drift"):
            tables.write(name, tables.frame(name, []), stage)
    drift = tables.frame("drift", [{"original": "a", "copy": "b", "changed": "modifier"}])
    tables.write("drift", drift, tmp_path)
    with pytest.raises(tables.ContractError, match=r"drift\.parquet"):
        tables.read_all(tmp_path)
    assert main(["check", "--processed", str(tmp_path), "--out", str(tmp_path / "none")]) == 1
    assert "drift.csv: changed since it was written" in capsys.readouterr().out


PUBLISHED = """
    import os, random, signal, sys, time
    from pathlib import Path
    from newslib import outputs
    folder, chance = Path(sys.argv[1]), random.Random(7)
    names = [f"{n}.txt" for n in range(6)]

    def publish():
        for run in range(10**9):
            with outputs.together(folder) as stage:
                for name in names:
                    (stage / name).write_text(f"{os.getpid()} {run}")

    mixed = 0
    for _ in range(100):
        child = os.fork()
        if not child:
            publish()
        time.sleep(chance.uniform(0.001, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = {outputs.shown(folder / n).read_text() for n in names if outputs.shown(folder / n).exists()}
        count = sum(outputs.shown(folder / n).exists() for n in names)
        assert len(found) <= 1 and count in (0, 6), (found, count)
        mixed += len({(folder / n).read_text() for n in names if (folder / n).exists()}) > 1
    with outputs.together(folder) as stage:
        for name in names:
            (stage / name).write_text("last")
    print(mixed, sorted(p.name for p in folder.iterdir()))
"""


def test_a_hundred_kills_never_leave_old_beside_new_for_a_reader(tmp_path):
    done = script(PUBLISHED, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("['0.txt', '1.txt', '2.txt', '3.txt', '4.txt', '5.txt', 'manifest.json']\n")


@pytest.mark.parametrize("moved", range(5))
def test_tables_of_a_run_killed_while_they_are_put_into_their_places_are_read_as_that_run_wrote_them(tmp_path, moved):
    row = {"original": "a", "copy": "b", "changed": "modifier"}
    put, places = os.replace, []

    def until(source, target):
        places.extend([target] * (target.parent == tmp_path))
        if len(places) > moved:
            raise KeyboardInterrupt
        put(source, target)

    for n in range(2):
        with (
            pytest.MonkeyPatch.context() as patch,
            contextlib.suppress(KeyboardInterrupt),
            outputs.together(tmp_path) as stage,
        ):
            patch.setattr(os, "replace", until if n else put)
            for name, made in (("claims", []), ("drift", [row] * n)):
                tables.write(name, tables.frame(name, made), stage)
    assert len(tables.read_all(tmp_path)["drift"]) == 1
    assert outputs.changed(tmp_path) == []


def test_resuming_on_another_text_or_with_other_options_is_refused(corpus, tmp_path, capsys):
    out = tmp_path / "out.jsonl"
    content = corpus.read_text("utf-8")
    corpus.write_text(content * 60, "utf-8")
    stop = "import sys; from newslib.cli import main; main(['extract', sys.argv[1], '--out', sys.argv[2]])"
    script(stop, corpus, out, limit=60_000)
    assert (tmp_path / "out.jsonl.state").exists()
    assert extract(corpus, "--out", out, "--resume", "--figures-only") == 2
    assert "other options" in refusal(capsys)
    corpus.write_text(content.replace("трое", "пятеро", 1) * 60, "utf-8")
    assert extract(corpus, "--out", out, "--resume") == 2
    assert "out.jsonl.partial" in refusal(capsys)


def test_what_is_printed_steers_no_terminal(tmp_path, capsys):
    assert extract(tmp_path / "a\x1b[2J\u202eb\udcff", "--out", tmp_path / "o") == 2
    told = refusal(capsys)
    assert not {"\x1b", "\u202e", "\udcff"} & set(told)
    assert "\\u202e" in told


def test_what_is_far_too_long_is_named_and_costs_no_other(tmp_path, capsys):
    raw, books = tmp_path / "raw", tmp_path / "books"
    raw.mkdir()
    books.mkdir()
    said = "The mayor said 12 people were killed in the fire in Port Alba on Monday. "
    long = said * (50_000_000 // len(said))
    (raw / "fifty.txt").write_text(f"date 2021-03-09\n{long}")
    lines = [{"text": long, "date": "2021-03-09"}, {"text": said, "date": "2021-03-09"}]
    (raw / "lines.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (raw / "line.txt").write_text(f"date 2021-03-10\n{'a' * 990_000} {said.replace('12', '25')}")
    cell = nbformat.v4.new_code_cell("import newslib as nl\n\nlen(nl.open().claims)", id="a")
    (books / "one.ipynb").write_text(nbformat.writes(nbformat.v4.new_notebook(cells=[cell])))
    folders = ["--processed", str(tmp_path / "tables"), "--out", str(tmp_path / "pages"), "--notebooks", str(books)]
    assert main(["report", "--raw", str(raw), *folders]) == 0
    assert capsys.readouterr().out.splitlines()[-2] == "The export was checked: nothing is wrong with it."
    assert sorted(tables.read("claims", tmp_path / "tables")["stated"]) == [12, 25]
    listed = tables.read("problems", tmp_path / "tables")
    assert listed[["path", "place", "reason"]].to_numpy().tolist() == [
        ["fifty.txt", "whole file", "longer than 1,000,000 characters"],
        ["lines.jsonl", "line 1", "longer than 1,000,000 characters"],
    ]
    assert listed["cure"].str.startswith("split it").all()


def test_a_cell_that_fails_is_named_and_costs_no_other_notebook(tmp_path, capsys):
    raw, books = tmp_path / "raw", tmp_path / "books"
    raw.mkdir()
    books.mkdir()
    (raw / "one.txt").write_text("date 2021-03-09\nThe mayor said 12 people were killed in the fire in Port Alba.")
    for name, source in (("bad", "corpus = None\ncorpus.nothing"), ("good", "40 + 2")):
        cell = nbformat.v4.new_code_cell(source, id="a")
        (books / f"{name}.ipynb").write_text(nbformat.writes(nbformat.v4.new_notebook(cells=[cell])))
    folders = ["--processed", str(tmp_path / "tables"), "--out", str(tmp_path / "pages"), "--notebooks", str(books)]
    assert main(["report", "--raw", str(raw), *folders]) == 2
    told = capsys.readouterr().err.splitlines()[-1]
    assert f"{books / 'bad.ipynb'}, cell 1: AttributeError: 'NoneType' object has no attribute 'nothing'" in told
    assert "mend the cell" in told
    assert "42" in (tmp_path / "tables" / "notebooks" / "good.ipynb").read_text()


@pytest.fixture
def patience(monkeypatch):
    """Half a second for an article, of which one takes for ever."""
    whole = batches.account

    def endless(article, **how):
        while article.path == "1":
            pass
        return whole(article, **how)

    monkeypatch.setattr(batches, "account", endless)
    monkeypatch.setattr(batches, "PATIENCE", 0.5)


@pytest.mark.usefixtures("patience")
def test_in_a_thread_such_as_workers_have_an_article_may_take_no_longer_either(corpus):
    lines = list(extracts.numbered(corpus))
    with ThreadPoolExecutor(1) as pool:
        found = [json.loads(one) for one in pool.submit(extracts.extract_batch, lines, False).result()]
    assert [one["error"] for one in found if one["error"]] == [
        "TimeoutError: not done within 0.5 seconds; report it with the article"
    ]
    assert [len(one["claims"]) for one in found] == [1, 0, 0]


@pytest.mark.usefixtures("patience")
def test_an_article_that_takes_too_long_is_named_and_costs_no_other(corpus, tmp_path, capsys):
    assert extract(corpus, "--out", tmp_path / "out.jsonl") == 0
    assert "not read: 1; their `error` in the output says why and what to do (line 2)" in capsys.readouterr().out
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [one["error"] for one in found] == [
        None, "TimeoutError: not done within 0.5 seconds; report it with the article", None
    ]  # fmt: skip
    assert len(found[0]["claims"]) == 1


def test_a_report_onto_a_full_disk_is_told_and_leaves_the_tables_of_the_run_before(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text("date 2022-04-13 Two people died, the mayor said.")
    stages.run(raw, tmp_path / "p")
    before = {name: data for name, data in everything(tmp_path / "p").items() if not name.name.startswith(caches.NAME)}
    for n in range(40):
        (raw / f"{n}.txt").write_text(f"date 2022-04-13 In all {n + 2} people died, the mayor of the town said.")
    run = "import sys; from newslib.cli import main; sys.exit(main(['report', '--raw', sys.argv[1], *sys.argv[2:]]))"
    failed = script(run, raw, "--processed", tmp_path / "p", "--out", tmp_path / "o", limit=20_000)
    assert failed.returncode == 2
    assert "Traceback" not in failed.stderr
    assert "File too large; choose a place" in failed.stderr.splitlines()[-1]
    after = {name: data for name, data in everything(tmp_path / "p").items() if not name.name.startswith(caches.NAME)}
    assert after == before


def publish(out, *names):
    with outputs.together(out, outputs.PAGES) as stage:
        for name in names:
            Site(stage, {}).file(name, "<p>ours</p>")


def test_pages_that_are_no_longer_made_go_and_those_of_somebody_else_stay(tmp_path):
    (tmp_path / "index.html").write_text("mine")
    publish(tmp_path, "a.html", "b.html", "c.html")
    (tmp_path / "c.html").write_text("changed by hand")
    publish(tmp_path, "b.html")
    assert {path.name for path in tmp_path.iterdir()} == {"b.html", "c.html", outputs.PAGES, "index.html"}
    with pytest.raises(outputs.Refused, match="not a file that newslib wrote"):
        publish(tmp_path, "b.html", "index.html")
    assert (tmp_path / "index.html").read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"b.html", "c.html", outputs.PAGES, "index.html"}


def test_kills_of_report_and_extract_leave_nothing_that_is_not_told(root, tmp_path):
    tool = [sys.executable, root / "tools" / "kills.py", "--kills", "2", "20"]
    done = subprocess.run(tool, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

"""Builds the letter profiles of newslib/lexicons/shared from the n-gram models of lingua.

    python tools/build_profiles.py LINGUA_FOLDER newslib/lexicons/shared/profiles

LINGUA_FOLDER is the folder ``lingua/language-models`` of the package lingua-language-detector 1.3.5
(Apache-2.0; the models count letter n-grams of one million news sentences a language, Leipzig
Corpora Collection). Needs ``brotli`` and ``numpy``.

lingua stores P(last letter | up to four letters before it) inside words as exact fractions, so the
counts come back whole, and with them how often a word begins or ends after any letters. From these
we make, per script, one table of interpolated probabilities for all its languages at once and keep
only the n-grams that tell languages apart.
"""

import argparse
import csv
import json
import lzma
from collections import Counter, defaultdict
from math import lcm
from pathlib import Path

import brotli
import numpy as np

START, END = "^", "$"
ORDER = 5
DISCOUNT = 0.8  # absolute discounting
UNSEEN = 1 / 400  # share of one of the letters never seen, before discounting
STEP, LEVELS = 0.25, 64  # nats a printable character stands for; lowest is -16
LOUDEST = 6.0  # nats beyond which one n-gram tells no more
GUEST_WEIGHT = 0.05
TYPICAL, MOST_QUOTED, SURELY = 500, 0.01, 2.5
LEAST = {"Latn": 5e-5, "Cyrl": 5e-6, "Arab": 2e-6}  # worth an n-gram needs; files stay under 2 MB
SEEN = {True: 12, False: 400}  # least count for an n-gram of a home language, of a guest

Counts = dict[str, float]


def letter_counts(folder: Path) -> list[Counts]:
    """Counts of strings of 1 to 5 letters inside words; index 0 is empty."""
    result: list[Counts] = [{}]
    for length, name in enumerate(("uni", "bi", "tri", "quadri", "five"), 1):
        stored = json.loads(brotli.decompress((folder / f"{name}grams.json.br").read_bytes()))["ngrams"]
        shares = [(fraction.split("/"), grams.split()) for fraction, grams in stored.items()]
        whole = lcm(*(int(bottom) for (_, bottom), _ in shares)) if length == 1 else 0
        current: Counts = {}
        for (top, bottom), grams in shares:
            for gram in grams:
                base = whole if length == 1 else result[-1].get(gram[:-1], 0)
                current[gram] = round(base * int(top) / int(bottom))
        result.append(current)
    return result


def marked_counts(inside: list[Counts]) -> list[Counts]:
    """Counts of strings of 1 to 5 symbols where words carry a start and an end mark."""
    result: list[Counts] = [{}, *({g: c for g, c in inside[n].items() if len(g) == n} for n in range(1, ORDER + 1))]
    starts = [{}, *(_rest(inside[n], inside[n + 1], 1) for n in range(1, ORDER))]
    for n in range(1, ORDER):
        result[n + 1] |= {START + g: c for g, c in starts[n].items()}
        result[n + 1] |= {g + END: c for g, c in _rest(inside[n], inside[n + 1], -1).items()}
    for n in range(1, ORDER - 1):
        result[n + 2] |= {START + g + END: c for g, c in _rest(starts[n], starts[n + 1], -1).items()}
    result[1][END] = sum(starts[1].values())
    return result


def _rest(shorter: Counts, longer: Counts, side: int) -> Counts:
    """How often a string stands without a letter before it (side 1) or after it (side -1)."""
    covered: Counter[str] = Counter()
    for gram, count in longer.items():
        covered[gram[1:] if side == 1 else gram[:-1]] += round(count)
    return {g: c - covered[g] for g, c in shorter.items() if c - covered[g] > 0}


class Model:
    """One language: P(symbol | up to four symbols before it)."""

    def __init__(self, folder: Path) -> None:
        self.take(marked_counts(letter_counts(folder)))

    def take(self, counts: list[Counts]) -> None:
        self.counts = counts
        self.total = sum(self.counts[1].values())
        self.after: list[dict[str, float]] = []  # by the symbols before: how often anything follows
        self.kinds: list[Counter[str]] = []  # and how many different symbols do
        for grams in self.counts:
            after: dict[str, float] = defaultdict(float)
            for gram, count in grams.items():
                after[gram[:-1]] += count
            self.after.append(after)
            self.kinds.append(Counter(gram[:-1] for gram in grams))

    def shares(self, grams: list[str]) -> np.ndarray:
        """How often each string stands among all positions of the language's texts."""
        return np.array([self.counts[len(g)].get(g, 0.0) for g in grams]) / self.total

    def probabilities(self, grams: list[str], lower: np.ndarray) -> np.ndarray:
        """P(last symbol | those before) of strings of one length, given that of their tails."""
        n = len(grams[0])
        whole = np.array([self.after[n].get(g[:-1], 0.0) for g in grams])
        kinds = np.array([self.kinds[n].get(g[:-1], 0) for g in grams], dtype=float)
        own = np.maximum(np.array([self.counts[n].get(g, 0.0) for g in grams]) - DISCOUNT, 0.0)
        seen = np.maximum(whole, 1.0)
        return np.where(whole > 0, own / seen + DISCOUNT * kinds / seen * lower, lower)


def clean(models: list[Model], home: list[bool]) -> None:
    """Takes out of each language what its news quote from each home language.

    A text of A that quotes B holds every frequent string of B, at least in the share of the quotations:
    the smallest ratio over B's most frequent strings is that share, unless A and B are simply alike.
    """
    shares: dict[tuple[int, int], float] = {}
    for b, other in enumerate(models):
        typical = sorted(other.counts[3], key=lambda g: -other.counts[3][g])[:TYPICAL]
        frequent = other.shares(typical)
        for a, own in enumerate(models):
            ratio = float(np.quantile(own.shares(typical) / frequent, 0.02))
            if a != b and home[b] and 0 < ratio < MOST_QUOTED:
                shares[a, b] = SURELY * ratio * own.total / other.total
    cleaned = []
    for a, own in enumerate(models):
        counts = [dict(grams) for grams in own.counts]
        for (host, b), share in shares.items():
            if host == a:
                for grams, quoted in zip(counts, models[b].counts, strict=True):
                    for gram in grams.keys() & quoted.keys():
                        grams[gram] -= share * quoted[gram]
        cleaned.append([{g: c for g, c in grams.items() if c >= 0.5} for grams in counts])
    for model, counts in zip(models, cleaned, strict=True):
        model.take(counts)
    print("quoted:", sorted(((round(s, 5), a, b) for (a, b), s in shares.items()), reverse=True)[:12])


def table(models: list[Model], home: list[bool], weight: np.ndarray, least: float) -> list[tuple[str, np.ndarray]]:
    """The n-grams worth keeping, each with log-probabilities in every language."""
    kept: dict[str, np.ndarray] = {}
    lower: dict[str, np.ndarray] = {}
    for n in range(1, ORDER + 1):
        least_seen = [SEEN[own] for own in home]
        counted = ((m.counts[n], low) for m, low in zip(models, least_seen, strict=True))
        grams = sorted({gram for counts, low in counted for gram, count in counts.items() if count >= low})
        if n > 1:
            grams = [g for g in grams if g[1:] in lower]
        below = np.array([lower[g[1:]] for g in grams]) if n > 1 else np.full((len(grams), len(models)), UNSEEN)
        exact = np.stack([m.probabilities(grams, below[:, i]) for i, m in enumerate(models)], axis=1)
        if n > 1:
            shares = np.stack([m.shares(grams) for m in models], axis=1)
            worth = _worth(np.log(exact), np.array([_known(kept, g) for g in grams]), shares * weight, weight)
        else:
            worth = np.full(len(grams), np.inf)
        kept |= {g: np.log(row) for g, row, w in zip(grams, exact, worth, strict=True) if w >= least}
        lower = dict(zip(grams, exact, strict=True)) if n < ORDER else {}
    return sorted(kept.items())


def _known(kept: dict[str, np.ndarray], gram: str) -> np.ndarray:
    """The row a reader of the table would use if ``gram`` were left out."""
    tail = gram[1:]
    while tail not in kept:
        tail = tail[1:]
    return kept[tail]


def _worth(exact: np.ndarray, known: np.ndarray, shares: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Nats per letter of text that the table loses, at most, by leaving an n-gram out."""
    change = exact - known
    spread = np.zeros(len(change))
    for column in range(change.shape[1]):
        gap = np.abs(change - change[:, [column]]) * np.minimum(weight, weight[column])
        spread = np.maximum(spread, np.minimum(gap, LOUDEST).max(axis=1))
    return shares.max(axis=1) * spread


def write(path: Path, codes: list[str], rows: list[tuple[str, np.ndarray]]) -> None:
    """One n-gram a line: the string, then one printable character a language."""
    with lzma.open(path, "wt", encoding="utf-8", newline="\n", preset=9 | lzma.PRESET_EXTREME) as file:
        file.write("\t".join(("gram", " ".join(codes))) + "\n")
        for gram, row in rows:
            levels = np.clip(np.rint(-row / STEP), 0, LEVELS - 1).astype(int)
            file.write(gram + "\t" + "".join(chr(33 + level) for level in levels) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lingua", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--script", help="only this script")
    parser.add_argument("--least", type=float, help="worth an n-gram needs to be kept")
    options = parser.parse_args()
    with (options.out / "languages.csv").open(encoding="utf-8", newline="") as file:
        wanted = list(csv.DictReader(file))
    for script in sorted({row["script"] for row in wanted if row["model"]}):
        if options.script and script != options.script:
            continue
        rows = [row for row in wanted if row["script"] == script and row["model"]]
        models = [Model(options.lingua / row["model"]) for row in rows]
        home = [row["home"] == "1" for row in rows]
        clean(models, home)
        weight = np.where(home, 1.0, GUEST_WEIGHT)
        found = table(models, home, weight, options.least or LEAST[script])
        path = options.out / f"{script}.tsv.xz"
        write(path, [row["language"] for row in rows], found)
        print(script, len(rows), "languages", len(found), "n-grams", path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()

"""Bytes as text: which encoding, how it was told, and what had to be repaired."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newslib.readers import BOMS, Doubt, File, Unreadable

if TYPE_CHECKING:
    from ftfy import ExplanationStep

GUESSED_AMONG = ["cp1251", "koi8_u", "cp866", "iso8859_5", "cp1252"]
SAMPLE = 200_000  # bytes that an encoding is told from
_SURROGATES = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Decoded:
    """Text with its encoding ("cp1251 guessed" where nothing said so) and the doubts about both."""

    text: str
    encoding: str
    doubts: tuple[Doubt, ...] = ()


def decode(file: File, declared: str = "") -> Decoded:
    """The text of a file in the encoding that the catalogue names, else its mark, else itself, else UTF-8 or a guess.

    Args:
        file: its bytes.
        declared: what the file says of itself, where its kind has a way to.

    Raises:
        Unreadable: the bytes are not in the encoding the catalogue names, or in none that can be told.

    >>> decode(File("a.txt", "Погибли двое солдат".encode("cp1251"), encoding="cp1251")).encoding
    'cp1251'
    """
    if file.encoding:
        return _repaired(_named(file), file.encoding)
    marked = next((codec for mark, codec in BOMS if file.content.startswith(mark)), "")
    for codec in filter(None, (marked, declared, "utf-8")):
        try:
            return _repaired(file.content.decode(codec), codec)
        except (LookupError, UnicodeDecodeError):
            continue
    return _nearly_utf8(file.content) or _guessed(file)


def _nearly_utf8(content: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, as a download cut short leaves it: more signs of many bytes whole than broken."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if sum(sign > "\x7f" for sign in text) - broken <= broken:
        return None
    doubt = Doubt("letters", f"{broken} broken, not UTF-8; replaced", "fetch the file again if something is missing")
    return Decoded(text, "utf-8", (doubt,))


def _named(file: File) -> str:
    try:
        return file.content.decode(file.encoding)
    except LookupError:
        raise Unreadable("encoding", f"no encoding is called {file.encoding!r}", "name a Python codec") from None
    except UnicodeDecodeError as error:
        reason = f"not readable as {file.encoding}"
        raise Unreadable(
            f"byte {error.start}", reason, "correct `encoding` in catalogue.csv, or leave it empty"
        ) from None


def _guessed(file: File) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(file.content[:SAMPLE], cp_isolation=GUESSED_AMONG).best()
    if best is None:
        cure = "save the file as UTF-8, or name its encoding in catalogue.csv"
        raise Unreadable("whole file", "in no encoding that can be told from its letters", cure)
    text = file.content.decode(best.encoding, "replace")
    found = _repaired(text, f"{best.encoding} guessed")
    cure = "nothing if the letters are right; else give `encoding` in catalogue.csv"
    doubt = Doubt("encoding", f"not UTF-8; read as {best.encoding}, told from its letters", cure)
    return Decoded(found.text, found.encoding, (doubt, *found.doubts))


def _repaired(text: str, encoding: str) -> Decoded:
    """Lines whose letters were once decoded wrongly put right, and what was done told."""
    clean, steps = repair(text)
    if not steps:
        return Decoded(clean, encoding)
    doubt = Doubt("letters", f"repaired ({', '.join(steps)})", "compare with the original where the wording matters")
    return Decoded(clean, encoding, (doubt,))


def repair(text: str) -> tuple[str, list[str]]:
    """A text without wrongly decoded letters, and the steps that were taken; mostly the same text and none.

    >>> repair("The cityâ€™s mayor")
    ('The city’s mayor', ['sloppy-windows-1252 to utf-8'])
    """
    from ftfy import fix_encoding_and_explain
    from ftfy.badness import is_bad

    steps = set()
    if not text.isascii() and is_bad(text):
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if is_bad(line):
                lines[number], plan = fix_encoding_and_explain(line)
                steps |= _named_steps(plan or [])
        text = "\n".join(lines)
    if _SURROGATES.search(text):
        text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
        steps.add("half of a character pair replaced")
    return text, sorted(steps)


def _named_steps(plan: list[ExplanationStep]) -> set[str]:
    """What ftfy did, without its helpers: from which codec to which."""
    codecs = [step.parameter for step in plan if step.action in ("encode", "decode")]
    pairs = zip(codecs[::2], codecs[1::2], strict=False)
    return {f"{wrong} to {right}" for wrong, right in pairs} | {s.parameter for s in plan if s.action == "transcode"}

"""Draw the picture of the README from the tables: who says how many of the thing that most named sources count."""

from __future__ import annotations

import sys
from pathlib import Path

from newslib import charts
from newslib.reports.corpus import Corpus, read


def main(processed: Path, picture: Path) -> None:
    """Write the thing of the first happening as one SVG."""
    thing = Corpus(read(processed)).happenings[0].things[0]
    print(charts.spread(thing.rows, thing.label, headings=True).save(picture))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

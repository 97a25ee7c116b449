"""Draw the picture of the README from the tables: who says how many surrendered in Mariupol."""

from __future__ import annotations

import sys
from pathlib import Path

from newslib import charts, tables

OUTCOME, PLACES, EVENTS = "surrendered", ("Mariupol", "Azovstal", "Ilyich works"), 2


def main(processed: Path, picture: Path) -> None:
    """Write the events of the topic with most sources as one SVG."""
    found = tables.read("discrepancies", processed)
    topic = found[(found["outcome"] == OUTCOME) & found["place"].isin(PLACES)]
    topic = topic.sort_values(["n_sources", "n_claims", "event_id"], ascending=[False, False, True])
    chart = charts.spread(tables.read("estimates", processed), topic, "Who says how many surrendered", most=EVENTS)
    picture.write_text(chart.drawing + "\n", encoding="utf-8")
    print(picture)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

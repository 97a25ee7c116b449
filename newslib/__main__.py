"""``python -m newslib``: the same as the ``newslib`` command."""

from newslib.cli import main

if __name__ == "__main__":
    raise SystemExit(main())

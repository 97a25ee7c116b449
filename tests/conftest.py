"""What several test modules need."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the clone."""
    return Path(__file__).resolve().parent.parent

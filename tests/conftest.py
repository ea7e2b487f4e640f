"""What the tests of several stages share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from verbale.parse.engine import WEIGHTS, Engine

# Deterministic, and slow machines are no failure: examples differ between versions of a test, not between runs of it.
settings.register_profile(
    "verbale", derandomize=True, deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("verbale")


@pytest.fixture(scope="session")
def engine() -> Engine:
    """Return the language model with the package's weights, or those in the folder ``VERBALE_TEST_WEIGHTS``."""
    return Engine(Path(os.environ.get("VERBALE_TEST_WEIGHTS", WEIGHTS)))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Return the name of a parameter for bytes that differ from run to run, as archives with the time in them do.

    Workers have to agree on the names of the tests.
    """
    return argname if isinstance(val, bytes) and not (len(val) < 40 and val.isascii() and val.isalnum()) else None

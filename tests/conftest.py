"""What all tests share: how hypothesis looks for examples, and which day it is.

The same examples at every run, so that a test fails for a change and not for a chance; `pytest
--hypothesis-profile=explore` looks for others.
"""

import os

import pytest
from hypothesis import settings

settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("same")

os.environ["COURSEWRIGHT_TODAY"] = "2026-06-01"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Pictures are only ever replaced on purpose, and looked at before they are committed."""
    parser.addoption("--update-pictures", action="store_true", help="take the pictures in tests/browser/pictures/goldens again")

"""The rules, read once for all tests of routing."""

from __future__ import annotations

import pytest

from bot.book_rules import book_rules, rule_texts
from routing_rules import Rules


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    return rule_texts()


@pytest.fixture(scope="session")
def rules() -> Rules:
    return book_rules()

"""Nothing personal is logged: not by us, not by a library, not when something fails."""

import io
import json
import logging

import pytest
import structlog

from bot.log import log, start_log, told
from bot.site import site
from tests.web.citizen import Citizen
from tests.web.conftest import client_of, failing

SECRET = "Иванов Иван, Абая 10, 900101300017"


@pytest.fixture
def lines():
    """The log of this test, as text."""
    handlers = logging.getLogger().handlers[:]
    stream = io.StringIO()
    start_log(stream)
    yield stream
    structlog.reset_defaults()
    logging.getLogger().handlers[:] = handlers


def raised(secret: str) -> Exception:
    """An error that repeats what it was given, as errors of libraries do."""
    try:
        try:
            int(secret)
        except ValueError as error:
            raise KeyError(secret) from error
    except KeyError as error:
        return error


def test_an_error_is_told_by_kind_and_place():
    known = told(raised(SECRET))
    assert (known["error"], known["cause"]) == ("KeyError", "ValueError")
    assert known["where"].startswith("test_log.py:")
    assert "Иванов" not in repr(known)


def test_a_line_is_json_with_its_moment(lines):
    log().info("serving", url="http://127.0.0.1:1")
    line = json.loads(lines.getvalue())
    assert line["event"] == "serving"
    assert line["level"] == "info"
    assert line["timestamp"].endswith("Z")


def test_what_libraries_say_is_kept_without_their_words(lines):
    logging.getLogger("library").warning("refused %s", SECRET)
    logging.getLogger("library").error("failed", exc_info=raised(SECRET))
    logging.getLogger("library").info("chatter")
    warned, failed = map(json.loads, lines.getvalue().splitlines())
    assert (warned["event"], warned["name"], warned["level"]) == ("library", "library", "warning")
    assert failed["error"] == "KeyError"
    assert "Иванов" not in lines.getvalue()


async def test_a_failing_turn_is_a_503_that_logs_no_words(lines, quick_house, closing):
    async with client_of(site(quick_house, closing)) as client:
        visitor = await Citizen.arrives(client, lang="ru")
    async with client_of(site(failing(quick_house, raised(SECRET)), closing)) as client:
        visitor.client = client
        answer = await visitor.post(text=SECRET)
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "busy")
    assert answer.headers["retry-after"] == "1"
    line = json.loads(lines.getvalue().splitlines()[-1])
    assert (line["event"], line["route"]) == ("request_failed", "/api/chat/{chat}/messages")
    for secret in ("Иванов", visitor.chat, visitor.token):
        assert secret not in lines.getvalue()

"""`esik operator` and `esik booking`: a human answers, a reception is shown, times are offered."""

import re

import pytest

BY = ("--by", "demo")
BOOK = ("--lang", "ru", "--agency", "petropavlovsk")
QUEUED = {"chat", "reason", "state", "by", "asked", "taken", "language", "front", "to"}


@pytest.fixture
def chat(esik) -> str:
    """The id of a talk whose citizen asked for a human."""
    esik.talk("ru", "/human")
    (waiting,) = esik.json("operator", "queue")
    return waiting["chat"]


def test_the_queue_is_empty_or_shows_who_waits(esik):
    assert esik("operator", "queue").stdout == "nobody waits\n"
    assert esik.json("operator", "queue") == []
    esik.talk("ru", "/human")
    (waiting,) = esik.json("operator", "queue")
    assert set(waiting) == QUEUED
    assert (waiting["state"], waiting["language"], waiting["by"]) == ("waiting", "ru", None)
    assert waiting["chat"] in esik("operator", "queue").stdout


def test_a_talk_is_taken_answered_and_returned(esik, chat):
    esik("operator", "take", chat, *BY)
    (taken,) = esik.json("operator", "queue")
    assert (taken["state"], taken["by"]) == ("taken", "demo")
    esik("operator", "reply", chat, "Здравствуйте, чем помочь?", *BY)
    assert "[operator] Здравствуйте, чем помочь?" in esik.talk()
    silent = esik.talk("Спасибо")
    assert "Спасибо" not in silent
    esik("operator", "return", chat, *BY)
    assert esik.json("operator", "queue") == []
    assert "    1. " in esik.talk()


def test_the_same_key_again_says_nothing_twice(esik, chat):
    esik("operator", "take", chat, *BY, "--id", "1")
    assert esik("operator", "take", chat, *BY, "--id", "1").stdout == '{"repeated": true}\n'
    esik("operator", "reply", chat, "Слушаю", *BY, "--id", "2")
    esik("operator", "reply", chat, "Слушаю", *BY, "--id", "2")
    assert esik.talk().count("Слушаю") == 1


def test_what_another_operator_may_not_do(esik, chat):
    esik("operator", "reply", chat, "Слушаю", *BY, code=3)
    esik("operator", "take", chat, *BY)
    assert "taken" in esik("operator", "take", chat, "--by", "other", code=3).stderr
    assert "not_yours" in esik("operator", "return", chat, "--by", "other", code=3).stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("take", "nobody", *BY), 4),
        (("take", "nobody"), 2),
        (("reply", "nobody", "Слушаю", *BY), 4),
        (("reply", "nobody", " ", *BY), 2),
        (("return", "nobody", *BY), 4),
        ((), 2),
    ],
)
def test_usage_and_unknown(esik, words, code):
    esik("operator", *words, code=code)


def test_an_operator_is_added_once(esik):
    words = ("operator", "add", "aigul", "--role", "operator", "--agency", "petropavlovsk")
    assert "aigul is an operator" in esik(*words).stdout
    assert "already" in esik(*words, code=3).stderr
    esik("operator", "add", "bolat", "--agency", "nobody", code=4)


@pytest.fixture
def booking(esik) -> str:
    """The id of a booked reception, the first free seat of the demonstration's akim."""
    esik("seed-demo")
    esik("operator", "queue")
    shown = esik.talk("/book", "demo_akim", "1", "1", "offline", "Светофор у школы", "confirm",
                      options=BOOK)  # fmt: skip
    rows = [row for row in esik.lines("outbox") if row["kind"] == "receipt"]
    assert rows, shown
    return booking_of(esik)


def booking_of(esik) -> str:
    """The id in the audit's database: the citizen is never shown it."""
    import sqlite3

    with sqlite3.connect(esik.env["ESIK_DATABASE_URL"].partition(":///")[2]) as link:
        ((found,),) = link.execute("SELECT id FROM bookings WHERE state = 'booked'").fetchall()
    link.close()
    return found


def test_a_booking_is_shown(esik, booking):
    found = esik.json("booking", booking)
    of_it = ["id", "official", "agency", "starts", "format", "state", "reminder_at"]
    assert list(found) == [*of_it, "matter", "spoken"]
    assert (found["official"], found["agency"]) == ("demo_akim", "petropavlovsk")
    assert (found["format"], found["state"]) == ("offline", "booked")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT10:00:00\+05:00", found["starts"])
    assert "demo_akim" in esik("booking", booking).stdout
    esik("booking", "nothing", code=4)


REQUEST = ("Среда или четверг, утро", "Очередь на жильё", "confirm")


@pytest.fixture
def request_id(esik) -> str:
    """The id of a request for a reception at an agency without a schedule."""
    import sqlite3

    shown = esik.talk("/book", "deputy", *REQUEST, options=("--lang", "ru", "--agency", "almaty"))
    with sqlite3.connect(esik.env["ESIK_DATABASE_URL"].partition(":///")[2]) as link:
        rows = link.execute("SELECT id FROM requests").fetchall()
    link.close()
    assert rows, shown
    return rows[0][0]


def test_times_are_offered_chosen_and_booked(esik, request_id):
    times = "2031-03-04T10:00,2031-03-05T11:30"
    words = ("booking", request_id, "offer", "--official", "Заместитель акима", "--times", times)
    assert "2 times are offered" in esik(*words, *BY, "--id", "1").stdout
    assert esik(*words, *BY, "--id", "1").stdout == '{"repeated": true}\n'
    assert "11:30" in esik.talk()
    esik.talk("2", "confirm")
    found = esik.json("booking", booking_of(esik))
    assert found["starts"] == "2031-03-05T11:30:00+05:00"
    assert found["official"] == f"offer-{request_id}"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("nothing", "offer", "--official", "X", "--times", "2031-03-04T10:00", *BY), 4),
        (("nothing", "offer", "--official", "X", "--times", "soon", *BY), 2),
        (("nothing", "offer", "--official", "X", *BY), 2),
    ],
)
def test_an_offer_that_cannot_be(esik, words, code):
    esik("booking", *words, code=code)

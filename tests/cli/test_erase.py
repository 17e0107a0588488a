"""`esik erase`: a talk, or all talks of a person, forgotten once; the unknown is told."""

import sqlite3

import pytest

BY = ("--by", "demo")


@pytest.fixture
def chat(esik) -> str:
    """The id of a talk with words in it."""
    esik.talk("ru", "Во дворе большая яма", "/human")
    (waiting,) = esik.json("operator", "queue")
    return waiting["chat"]


def rows(url: str, query: str) -> list[tuple]:
    return sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///")).execute(query).fetchall()


def test_a_talk_is_erased_once(esik, chat, sqlite_url):
    done = esik.json("erase", "--chat", chat, "--id", "1", *BY)
    assert done == {"talks": [{"chat": chat, "erased": True}]}
    again = esik.json("erase", "--chat", chat, "--id", "1", *BY)
    assert again == {"talks": [{"chat": chat, "erased": False}]}
    assert rows(sqlite_url, "SELECT count(*) FROM journal") == [(1,)]
    ((by, line),) = rows(sqlite_url, "SELECT by, line FROM erasures")
    assert (by, line > 1) == ("demo", True)
    assert "яма" not in esik.talk()
    assert esik.json("audit")["orphans"] == []


def test_every_talk_of_a_person_is_erased(esik, chat, sqlite_url):
    ((person,),) = rows(sqlite_url, "SELECT person FROM conversations")
    assert esik("erase", "--person", person, *BY).stdout == f"{chat}  erased\n"
    esik("erase", "--person", person, *BY, code=4)


def test_what_is_unknown_or_not_said_is_told(esik):
    esik("erase", "--chat", "nobody", *BY, code=4)
    esik("erase", "--person", "nobody", *BY, code=4)
    esik("erase", *BY, code=2)
    esik("erase", "--chat", "a", "--person", "b", *BY, code=2)

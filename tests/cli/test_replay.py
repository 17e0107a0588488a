"""`esik replay` and `esik operator correct`: the rules tried again, without whose words it is."""

import json
import re
from pathlib import Path

import pytest

from bot.book_rules import rule_texts
from tests.cli.conftest import APPEAL, CITY, Esik

WORDS = APPEAL[0]
BY = ("--by", "demo")
PERSONS = ("Ахметов", "Ерлан", "улица Абая")
TOPICS = "topics/roads_transport.yaml"


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Esik:
    """The command over a fresh database of each kind, with one appeal filed."""
    return Esik(database_url, tmp_path / "data")


@pytest.fixture
def filed(house: Esik) -> str:
    """The number of an appeal about pits, filed from the page of an agency."""
    found = re.search(r"\d{4}-\d{8}", house.talk(*APPEAL, options=CITY))
    assert found
    return found[0]


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A folder in which pits belong to another unit."""
    folder = tmp_path / "tried"
    (folder / "topics").mkdir(parents=True)
    text = rule_texts()[TOPICS].replace("first: lu_transport", "first: lu_utilities", 1)
    (folder / TOPICS).write_text(text, encoding="utf-8")
    return folder


def talk_of(esik: Esik) -> str:
    """The id of the talk, as the queue shows it."""
    esik.talk("/human")
    (waiting,) = esik.json("operator", "queue")
    return str(waiting["chat"])


# -- messages and stored cases ------------------------------------------------------------------


def test_messages_of_a_file(esik, tmp_path, changed):
    given = tmp_path / "in.jsonl"
    place = "591000000"
    rows = [{"text": WORDS, "place": place}, {"text": "Лифт не работает", "place": place}]
    given.write_text("\n".join(json.dumps(row) for row in rows))
    told = esik.json("replay", "--messages", str(given), "--tables", str(changed))
    assert (told["messages"], told["moved"]) == (2, 1)
    (pair,) = told["counts"]["agency"]
    assert pair == {
        "from": f"lu_transport_{place}",
        "to": f"lu_utilities_{place}",
        "messages": 1,
    }
    (moved,) = told["list"]
    assert (moved["message"], moved["text"]) == (1, WORDS)
    lines = esik("replay", "--messages", str(given), "--tables", str(changed)).stdout
    assert "2 messages, 1 would go elsewhere" in lines
    assert f"lu_transport_{place} -> lu_utilities_{place}: 1" in lines
    assert esik.json("replay", "--messages", str(given))["moved"] == 0


def test_answers_of_route_are_compared_with_today(esik, tmp_path):
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text(json.dumps({"text": WORDS, "place": "591000000"}))
    esik("route", "--batch", str(given), "--out", str(out))
    assert esik.json("replay", "--messages", str(out))["moved"] == 0
    then = json.loads(out.read_text()) | {"channel": "egov"}
    out.write_text(json.dumps(then))
    (pair,) = esik.json("replay", "--messages", str(out))["counts"]["channel"]
    assert pair["from"] == "egov"


def test_stored_messages_show_words_only_on_demand_and_never_persons(house, filed, changed):
    told = house.json("replay", "--stored")
    assert (told["messages"], told["moved"]) == (1, 0), "it goes where it went"
    words = ("replay", "--stored", "--tables", str(changed))
    assert house.json(*words)["moved"] == 0, "the citizen had come from the page of an agency"
    (changed / TOPICS).write_text(
        (changed / TOPICS).read_text().replace("level: local", "level: ministry"), "utf-8"
    )
    (moved,) = house.json(*words)["list"]
    assert moved["before"]["agency"] == "petropavlovsk"
    shown = house(*words, "--show").stdout
    hidden = house(*words).stdout + house(*words, "--json").stdout
    assert WORDS in shown
    assert WORDS not in hidden
    assert not [person for person in (*PERSONS, filed) if person in shown + hidden]


def test_stored_messages_of_the_last_days(house, filed):
    assert house.json("replay", "--stored", "--days", "1")["messages"] == 1


# -- corrections --------------------------------------------------------------------------------


def test_a_redirect_becomes_a_correction_once(house, filed):
    words = ("case", filed, "redirect", "--to", "almaty", "--reason", "жол республикалық", *BY)
    house(*words, "--id", "form-1")
    assert "repeated" in house(*words, "--id", "form-1").stdout
    told = house.json("replay", "--corrections")
    assert (told["messages"], told["satisfied"]) == (1, 0)
    (one,) = told["list"]
    assert one["by"] == "demo"
    assert one["was"] == {"topic": "road_repair", "agency": "petropavlovsk"}
    assert one["right"] == {"topic": None, "agency": "almaty"}
    assert told["rows"] == [{"row": one["decided"], "decided": 1, "right": 0, "share": 0.0}]
    assert WORDS not in json.dumps(told, ensure_ascii=False)
    assert WORDS in json.dumps(house.json("replay", "--corrections", "--show"), ensure_ascii=False)
    shown = house("replay", "--corrections", "--show").stdout
    assert "petropavlovsk -> almaty" in shown
    assert not [person for person in (*PERSONS, filed) if person in shown]


def test_an_operator_corrects_the_matter_of_a_talk(house):
    house.talk(WORDS, options=CITY)
    chat = talk_of(house)
    words = ("operator", "correct", chat, "--topic", "highways", "--agency", "mtransport", *BY)
    assert house(*words, "--id", "1").stdout == "done\n"
    assert "repeated" in house(*words, "--id", "1").stdout
    (one,) = house.json("replay", "--corrections")["list"]
    assert one["was"]["topic"] == "road_repair"
    assert one["right"] == {"topic": "highways", "agency": "mtransport"}
    assert one["decided"].startswith("agency:A-")
    assert "highways" not in house.talk(), "the citizen is told nothing"


def test_an_operator_corrects_the_last_case_of_a_talk(house, filed):
    chat = talk_of(house)
    house("operator", "correct", chat, "--topic", "highways", *BY)
    (one,) = house.json("replay", "--corrections", "--days", "1")["list"]
    assert one["was"] == {"topic": "road_repair", "agency": "petropavlovsk"}


def test_a_right_decision_is_a_label_too(house, filed):
    house("operator", "correct", talk_of(house), "--topic", "road_repair", *BY)
    told = house.json("replay", "--corrections")
    assert told["satisfied"] == 1
    assert told["rows"][0]["share"] == 1.0


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("--topic", "nothing"), 4, "topic nothing"),
        (("--topic", "parking", "--agency", "nobody"), 4, "agency nobody"),
        (("--topic", "parking"), 3, "nothing_said"),
    ],
)
def test_what_cannot_be_corrected(esik, words, code, why):
    esik.talk("ru")
    done = esik("operator", "correct", talk_of(esik), *words, *BY, code=code)
    assert why in done.stderr


def test_proposals_are_shown_for_review(esik, tmp_path):
    given = tmp_path / "shown.jsonl"
    texts = ("опять самокаты лежат поперёк", "весь тротуар завален самокатами, не пройти")
    rows = [{"text": text, "topic": "parking", "by": "operator"} for text in texts]
    given.write_text("\n".join(json.dumps(row) for row in rows))
    told = esik.json("replay", "--counter-examples", str(given))
    assert ("parking", "самокаты") in [(word["topic"], word["word"]) for word in told["words"]]
    shown = esik("replay", "--counter-examples", str(given)).stdout
    assert "key words to review:" in shown
    assert "phrases to review:" in shown


def test_a_long_list_is_cut_for_a_reader(esik, tmp_path):
    given = tmp_path / "in.jsonl"
    row = {"text": WORDS, "place": "591000000", "channel": "egov", "topic": "parking"}
    given.write_text("\n".join(json.dumps(row) for _ in range(25)))
    assert "and 5 more" in esik("replay", "--messages", str(given)).stdout


# -- wrong use ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("--stored", "--corrections"), 2),
        (("--stored", "--days", "0"), 2),
        (("--messages", "/nowhere/in"), 4),
        (("--counter-examples", "/nowhere/in"), 4),
        (("--stored", "--tables", "/nowhere"), 4),
    ],
)
def test_usage_and_unknown(esik, words, code):
    esik("replay", *words, code=code)


def test_a_faulty_table_is_named_with_its_line(esik, changed):
    table = changed / "tables" / "agency.yaml"
    table.parent.mkdir()
    table.write_text(rule_texts()["tables/agency.yaml"].replace("rows:", "rows: [", 1), "utf-8")
    assert (
        "tables/agency.yaml:"
        in esik("replay", "--stored", "--tables", str(changed), code=1).stderr
    )
    table.rename(table.with_name("agencies.yaml"))
    done = esik("replay", "--stored", "--tables", str(changed), code=2)
    assert "there is no table tables/agencies.yaml" in done.stderr


@pytest.mark.parametrize("line", ["no json", '{"text": "x"}'])
def test_a_wrong_line_is_named(esik, tmp_path, line):
    given = tmp_path / "in.jsonl"
    given.write_text(line)
    assert f"{given}:1" in esik("replay", "--counter-examples", str(given), code=2).stderr

"""`esik unanswered` and `esik answers`: what editors of the words read."""

BRIDGE = "Когда откроют новый мост?"


def test_nothing_waits_at_first(esik):
    assert esik("unanswered").stdout == "no question waits\n"
    assert esik.json("unanswered") == []


def test_a_question_is_listed_and_closed(esik):
    esik.talk("ru", BRIDGE)
    (row,) = esik.json("unanswered")
    assert (row["text"], row["language"], row["state"]) == (BRIDGE, "ru", "open")
    assert BRIDGE in esik("unanswered").stdout
    number = str(row["id"])
    esik("unanswered", "close", number, code=2)
    assert esik("unanswered", "close", number, "--by", "demo").stdout == "done\n"
    assert esik.json("unanswered") == []
    assert "closed already" in esik("unanswered", "close", number, "--by", "demo", code=3).stderr
    assert "no question" in esik("unanswered", "close", "404", "--by", "demo", code=4).stderr


def test_answers_tell_what_helps(esik):
    esik.talk("ru", "Сколько стоит подать обращение?", "helped")
    rows = {row["id"]: row for row in esik.json("answers")}
    assert len(rows) >= 25
    cost = rows["cost"]
    assert (cost["told"], cost["helped"], cost["file"], cost["confirmed"]) == (1, 1, 0, False)
    assert "not confirmed" in esik("answers").stdout

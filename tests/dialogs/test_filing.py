"""Filing through the talk: read back, corrected, filed as it was read."""

import pytest

from tests.dialogs.conftest import talk_at
from tests.dialogs.shell import AT, book


def test_an_appeal_is_filed_as_it_was_read_back() -> None:
    shell = talk_at("filed")
    (case,) = shell.cases.values()
    assert case.draft is not None
    assert case.draft.text == "На нашей улице не горят фонари"
    assert case.draft.applicant["surname"] == "Ахметова"
    assert case.draft.applicant["name"] == "Айгуль"
    assert case.draft.applicant["address"] == "улица Абая 5"
    assert case.draft.language == "ru"
    assert next(d["table"] for d in case.draft.decisions) == "agency"
    assert [said.code for said in shell.said if said.code]
    assert shell.talk.profile["surname"] == "Ахметова"
    assert None not in shell.talk.profile.values(), "only what was given is remembered"
    assert "text" not in shell.talk.answers


def test_a_returning_citizen_gives_nothing_twice() -> None:
    shell = talk_at("filed")
    shell.say("Вода не идёт второй день")
    before = len([s for s in shell.said if s.question])
    shell.press("file", "confirm")
    assert len(shell.cases) == 2
    assert len([s for s in shell.said if s.question]) - before == 2, "read-back, then the menu"


@pytest.mark.parametrize("line", ["surname", "iin", "address", "text", "kind", "answer_way"])
def test_every_line_of_the_read_back_can_be_corrected(line: str) -> None:
    shell = talk_at("confirm")
    shell.press("edit", line)
    good = {"surname": "Серикова Айна", "iin": "пропустить", "kind": "1", "answer_way": "2"}
    good["address"] = "село Совсем Другое"
    shell.say(good.get(line, "Совсем другие слова"))
    if line == "answer_way":
        shell.say("a.serikova@mail.kz")
    assert shell.said[-1].question is not None
    assert shell.said[-1].question.id == "confirm"
    shell.press("confirm")
    (case,) = shell.cases.values()
    assert case.draft is not None
    corrected = {
        "surname": case.draft.applicant["surname"] == "Серикова",
        "iin": case.draft.applicant["iin"] == "",
        "address": case.draft.applicant["address"] == "село Совсем Другое",
        "text": case.draft.text == "Совсем другие слова",
        "kind": case.draft.kind == next(iter(book().rules.kinds)),
        "answer_way": case.draft.answer_way == "email",
    }
    assert corrected[line]


def test_files_travel_with_the_appeal() -> None:
    from dialogs.events import File, Sent

    shell = talk_at("confirm")
    shell.press("attachments")
    for id in ("f1", "f2"):
        shell.take(Sent, file=File(id=id, name=f"{id}.jpg", type="image/jpeg", size=1))
    shell.press("none", "confirm")
    (case,) = shell.cases.values()
    assert case.draft is not None
    assert case.draft.files == ("f1", "f2")


def test_without_consent_nothing_personal_is_asked() -> None:
    shell = talk_at("consent")
    shell.press("no")
    assert shell.said[-1].question is not None
    assert shell.said[-1].question.id == "advice"
    assert "consented" not in shell.talk.profile


def test_every_topic_has_an_addressee_where_its_place_is_known() -> None:
    from dialogs.acts.understanding import PLACE_NEEDED
    from routing_rules import advise

    rules = book().rules
    region = rules.places.regions()[0].kato
    places = {
        "none": None,
        "region": region,
        "district": rules.places.children(region)[0].kato,
    }
    lost = []
    for id, topic in rules.topics.items():
        place = places[PLACE_NEEDED.get(topic.level, "none")]
        facts = {"topic": id, **({"place": place} if place else {})}
        if advise(rules, facts, AT.date()).agency is None:
            lost.append(id)
    assert not lost

"""An operator says what a matter really was: kept with its words, or refused."""

from dialogs import effects as e
from dialogs import events as v
from dialogs.cases import Case
from tests.dialogs.conftest import talk_at
from tests.dialogs.shell import Shell


def corrected(
    shell: Shell, topic: str, agency: str | None = None, case: Case | None = None
) -> list:
    shell.records.clear()
    shell.take(v.Corrected, by="demo", topic=topic, agency=agency, case=case)
    return [record for record in shell.records if isinstance(record, e.Correct)]


def test_the_matter_that_is_talked_about_is_corrected() -> None:
    shell = talk_at("advice")
    (kept,) = corrected(shell, "road_repair", "krem")
    assert (kept.topic, kept.right_topic, kept.right_agency) == (
        "street_lighting",
        "road_repair",
        "krem",
    )
    assert kept.text == shell.talk.answers["problem"]


def test_where_nothing_is_talked_about_it_is_the_last_case() -> None:
    shell = talk_at("filed")
    shell.press("skip")
    (case,) = shell.cases.values()
    (kept,) = corrected(shell, "road_repair", case=case)
    assert (kept.number, kept.text) == (case.number, case.draft.text)


def test_what_is_unknown_or_was_not_said_is_refused() -> None:
    assert corrected(shell := talk_at("advice"), "no_topic") == []
    assert corrected(shell, "road_repair", "no_agency") == []
    assert corrected(nobody := Shell("ru"), "road_repair") == []
    assert (shell.refused, nobody.refused) == (
        ["unknown_topic", "unknown_agency"],
        ["nothing_said"],
    )

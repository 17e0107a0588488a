"""Calls that somebody has to make: one task for a reason, done once."""

from dataclasses import replace

from storage import calls
from storage.calls import Wanted, want_call
from tests.storage.world import AT, HOUR

PHONE = "+77010000000"


async def asked(ledger, *tasks):
    for task in tasks:
        async with ledger.entry() as entry:
            await entry.ask_call(task, AT)


async def test_a_reason_is_one_task_for_a_talk_while_it_is_open(ledger, world, database, seal):
    page = await world.citizen(language="kk")
    talk = page.conversation.id
    wanted = Wanted(person=page.person, conversation=talk, reason="asked", phone=PHONE)
    await asked(ledger, wanted, replace(wanted, phone=None), replace(wanted, reason="other"))
    first, second = await calls.open_calls(database, seal)
    assert (first["chat"], first["reason"], first["phone"]) == (talk, "asked", PHONE)
    assert (second["reason"], second["language"], second["case"]) == ("other", "kk", None)
    assert await calls.done(database, first["id"], "demo", AT + HOUR) == "done"
    await asked(ledger, replace(wanted, phone=None))
    reasons = {call["reason"]: call["phone"] for call in await calls.open_calls(database, seal)}
    assert reasons == {"asked": None, "other": PHONE}


async def test_a_call_for_a_letter_is_made_once_and_names_its_case(world, database, seal):
    page = await world.citizen()
    await world.told(page, "x", case="2026-1")
    wanted = Wanted(
        person=page.person,
        conversation=page.conversation.id,
        reason="no way",
        phone=None,
        letter=1,
    )
    await want_call(database, seal, wanted, AT)
    [call] = await calls.open_calls(database, seal)
    assert (call["letter"], call["case"], call["at"]) == (1, "2026-1", AT)
    answers = [await calls.done(database, id, "demo", AT) for id in (call["id"],) * 2]
    assert answers == ["done", "repeated"]
    assert await calls.done(database, call["id"] + 1, "demo", AT) == "unknown"

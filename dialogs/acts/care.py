"""Matters of danger at home and of despair: numbers at once, no form, a way to leave no trace."""

from datetime import datetime

from dialogs.acts.understanding import call
from dialogs.effects import SetTimer
from dialogs.matter import topic_of
from dialogs.play import Play

REMIND = "care.remind"


def first_aid(play: Play) -> None:
    """Tell the numbers that help with this topic; the first was told already if it is danger."""
    told = play.talk.facts.get("emergency")
    for hotline in play.book.care.hotlines(topic_of(play), bool(told)):
        if hotline != told:
            call(play, hotline, "care.call")
    play.tell("care.no_form")


def safe(play: Play) -> None:
    """Whether it is safe to write here, and what to do when others look at the telephone."""
    play.tell("care.safe")


def ask_reminder(play: Play, subject: str, due: datetime | None = None) -> None:
    """Let the end of the form ask whether to remind of a sensitive matter; not by default."""
    kept = {"subject": subject, "due": due.isoformat() if due else None}
    play.talk = play.talk.knowing(to_remind=kept)


def keep_reminder(play: Play) -> None:
    """Remind only who said yes, by a letter that names nothing."""
    asked = play.talk.facts["to_remind"]
    wanted = play.talk.answers.get("remind") == "yes"
    answers = {k: v for k, v in play.talk.answers.items() if k != "remind"}
    play.talk = play.talk.but(answers=answers).knowing(to_remind=None)
    if not wanted:
        play.tell("care.no_reminder")
        return
    asked_for = [*play.talk.facts.get("asked_for", ()), asked["subject"]]
    play.talk = play.talk.knowing(asked_for=asked_for)
    if asked["due"]:
        key = f"reminder:{asked['subject']}"
        due = datetime.fromisoformat(asked["due"])
        play.add(SetTimer(key, "reminder", asked["subject"], due))
    play.tell("care.reminder")


def leave_unasked(play: Play) -> None:
    """Who did not say whether to be reminded is not: the question waits no longer."""
    if play.talk.at == REMIND:
        play.talk = play.talk.but(at="front.menu", asked=0).knowing(to_remind=None)


def is_quiet(play: Play) -> bool:
    """Whether letters about this matter may name nothing.

    Nor may those about a reception that is moved, or for which times were offered.
    """
    before = (play.talk.facts.get("moving"), play.talk.facts.get("offered"))
    named = any(named_nowhere(play, str(id)) for id in before)
    return topic_of(play) in play.book.neutral or named


def keep_quiet(play: Play, booking: str, reminder: datetime | None) -> None:
    """Of this reception letters name nothing; a reminder comes only to who wants one."""
    play.talk = play.talk.knowing(quiet=[*play.talk.facts.get("quiet", ()), booking])
    if reminder:
        ask_reminder(play, booking, reminder)


def named_nowhere(play: Play, booking: str) -> bool:
    """Whether a reception, or the request for one, is about what letters may not name."""
    return booking in play.talk.facts.get("quiet", ())


def asked_for(play: Play, subject: str) -> bool:
    """Whether the citizen wanted to be reminded of a sensitive appeal or reception."""
    return subject in play.talk.facts.get("asked_for", ())

"""Who applies: what was said is taken, read back line by line, and corrected line by line.

The applicant is who writes. For whom somebody writes stands beside, and in the text; a company is
named with its BIN, and who writes for it with their own name (APPC art. 63).
"""

from typing import Any

from dialogs.cases import Case
from dialogs.effects import Named, ReplyToCase, Value, Words
from dialogs.lifecycle import OPEN
from dialogs.lines import change
from dialogs.matter import told_of
from dialogs.play import Play
from dialogs.sources import known_place
from dialogs.taken import personal

REMEMBERED = ("surname", "name", "iin", "address", "answer_way", "contact", "phone")
APPLICANT = ("surname", "name", "iin", "address", "contact")
MORE = ("phone", "company", "bin", "for_whom")  # of the applicant, where they were given
PLACE = ("region", "district", "settlement")
# A line of the read-back -> the answers that stand in it.
LINES: dict[str, tuple[str, ...]] = {
    "surname": ("surname", "name", "company"),
    "iin": ("iin", "bin"),
    "place": PLACE,
}
DECLINED = "iin_declined"  # in a profile: appeals to which no IIN is to be added
EMPTY = Words("name.empty")


def take_words(play: Play) -> None:
    """Take what the citizen said of themselves in their own words; given answers stay.

    Who writes for another may have named that person's number: it is not taken. Half a name does
    not change the name that is remembered.
    """
    answers = play.talk.answers
    found = personal(play.book.taken, told_of(play))
    if "for_other" in (play.talk.facts.get("signals") or ()):
        found.pop("iin", None)
        play.talk = play.talk.knowing(for_other="yes")
    if play.talk.profile.get("surname") and not {"surname", "name"} <= found.keys():
        found = {k: v for k, v in found.items() if k not in {"surname", "name"}}
    unknown = {name: value for name, value in found.items() if answers.get(name) is None}
    play.talk = play.talk.answered(**unknown)


def line_to_edit(play: Play) -> None:
    """Make the chosen line of the read-back one that is asked again."""
    line = str(play.talk.answers["edit"])
    keys = LINES.get(line, (line,))
    email = line == "answer_way" and answer_way(play) == "email"
    play.talk = play.talk.but(answers={k: v for k, v in play.talk.answers.items() if k != "edit"})
    change(play, (*keys, "contact") if email else keys)
    play.talk = play.talk.knowing(line=line)
    if line == "place":
        play.talk = play.talk.knowing(wish="file", namesakes=None)


def who_lines(play: Play) -> tuple[Value, ...]:
    """Who applies, from where, and how the answer goes back: a line each, as they will be sent."""
    place = known_place(play.talk)
    name = f"{play.value('surname') or ''} {play.value('name') or ''}".strip()
    lines: list[Value] = [Words("read.who", {"name": name})] if name else []
    lines += [_line(play, key) for key in ("company", "bin", "for_whom") if play.value(key)]
    if not play.value("company"):
        lines.append(Words("read.iin", {"iin": play.value("iin") or EMPTY}))
    lines += [
        Words("read.place", {"place": Named("path", place) if place else EMPTY}),
        Words("read.address", {"address": play.value("address") or EMPTY}),
    ]
    lines += [_line(play, key) for key in ("phone", "contact") if play.value(key)]
    return (*lines, Words("read.way", {"way": Words(f"way.{answer_way(play)}")}))


def applicant(play: Play) -> dict[str, str]:
    """The applicant as the appeal names them."""
    more = {name: str(play.value(name)) for name in MORE if play.value(name)}
    return {name: str(play.value(name) or "") for name in APPLICANT} | more


def remembered(play: Play) -> dict[str, Any]:
    """What is offered the next time; a company is asked about anew, and so is who it wrote by."""
    kept = {name: play.value(name) for name in REMEMBERED if play.value(name) is not None}
    if kept.get("surname"):
        return kept
    return {name: value for name, value in kept.items() if name not in {"surname", "name"}}


def answer_way(play: Play) -> str:
    """How the citizen wants the answer: here, unless they said otherwise."""
    return str(play.value("answer_way") or "here")


def ask_iin(play: Play, cases: tuple[Case, ...]) -> None:
    """Ask for the IIN that an open appeal lacks, until it is given or declined."""
    declined = play.talk.profile.get(DECLINED, ())
    lacking = (case.number for case in cases if _lacks_iin(case) and case.number not in declined)
    play.talk = play.talk.knowing(no_iin=next(lacking, None))


def add_iin(play: Play) -> None:
    """Give the IIN to the appeal, and remember it; who declines is not asked again."""
    if (number := play.talk.facts.get("no_iin")) is None:
        return
    iin = str(play.talk.answers.get("add_iin") or "")
    answers = {k: v for k, v in play.talk.answers.items() if k not in {"add_iin", "bin"}}
    declined = [*play.talk.profile.get(DECLINED, ()), number]
    kept = {"iin": iin} if iin else {DECLINED: declined}
    play.talk = play.talk.but(answers=answers, profile={**play.talk.profile, **kept})
    play.talk = play.talk.knowing(no_iin=None)
    if iin:
        play.add(ReplyToCase(number, iin, act="identify"))
        play.tell("case.iin_added", number=number)


def _lacks_iin(case: Case) -> bool:
    who = case.draft.applicant if case.draft else {}
    named = who.get("surname") and not who.get("company")
    return case.state in OPEN and bool(named) and not who.get("iin")


def _line(play: Play, key: str) -> Words:
    return Words(f"read.{key}", {key: str(play.value(key))})

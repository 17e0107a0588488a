"""Filing an appeal: consent, read-back, sending, and the receipt."""

from dialogs.cases import Case, Draft
from dialogs.effects import FileCase, Named, Value, Words
from dialogs.events import Filed
from dialogs.forms import forget_form
from dialogs.matter import text_of, topic_of
from dialogs.play import Play
from dialogs.sources import known_place

REMEMBERED = ("surname", "name", "iin", "address", "answer_way", "contact")
APPLICANT = ("surname", "name", "iin", "address", "contact")
CONSENT_VERSION = 1
EMPTY = Words("name.empty")


def keep_consent(play: Play) -> None:
    """Keep when and to which text the citizen agreed."""
    given = {"at": play.at.isoformat(), "version": CONSENT_VERSION, "language": play.talk.language}
    play.talk = play.talk.but(profile={**play.talk.profile, "consented": given})


def no_consent(play: Play) -> None:
    """Say what is possible without personal data."""
    answers = {k: v for k, v in play.talk.answers.items() if k != "consent"}
    play.talk = play.talk.but(answers=answers)
    play.tell("note.no_consent")


def line_to_edit(play: Play) -> None:
    """Make the chosen line of the read-back one that is asked again."""
    line = play.talk.answers["edit"]
    answers = {k: v for k, v in play.talk.answers.items() if k not in {line, "edit"}}
    profile = {k: v for k, v in play.talk.profile.items() if k != line}
    lines = {"surname", "name"} if line == "surname" else {line}
    play.talk = play.talk.but(
        answers={k: v for k, v in answers.items() if k not in lines},
        profile={k: v for k, v in profile.items() if k not in lines},
    ).knowing(line=line)


def read_back(play: Play) -> None:
    """Show everything that will be sent, line by line, and to whom."""
    play.tell("read.head", kind=Named("kind", kind_of(play)))
    play.told.append(_lines(play))
    play.told.append(Words("read.text", {"text": text_of(play)}))
    files = play.value("attachments") or []
    if files:
        names = ", ".join(file["name"] for file in files)
        play.told.append(Words("read.files", {"n": len(files), "names": names}))
    play.tell("read.goes_to", agency=_agency(play))


def _lines(play: Play) -> tuple[Value, ...]:
    place = known_place(play.talk)
    return (
        Words("read.who", {"name": f"{play.value('surname')} {play.value('name') or ''}".strip()}),
        Words("read.iin", {"iin": play.value("iin") or EMPTY}),
        Words("read.place", {"place": Named("path", place) if place else EMPTY}),
        Words("read.address", {"address": play.value("address") or EMPTY}),
        Words("read.way", {"way": Words(f"way.{answer_way(play)}")}),
    )


def file(play: Play) -> None:
    """Ask the shell to file the appeal as it was read back."""
    advice = play.talk.facts.get("advised") or {}
    applicant = {name: str(play.value(name) or "") for name in APPLICANT}
    draft = Draft(
        agency=agency_of(play),
        kind=kind_of(play),
        topic=topic_of(play),
        place=known_place(play.talk),
        channel=advice.get("channel"),
        text=text_of(play),
        applicant=applicant,
        answer_way=answer_way(play),
        files=tuple(file["id"] for file in play.value("attachments") or []),
        language=play.talk.language or "kk",
        decisions=tuple(advice.get("decisions", ())),
    )
    play.add(FileCase(draft))


def filed(play: Play, event: Filed) -> bool:
    """Give the receipt: number, code, which of the three states, and the deadline."""
    kept = {k: play.value(k) for k in REMEMBERED if play.value(k) is not None}
    place = known_place(play.talk)
    forget_form(play)
    play.talk = play.talk.but(profile={**play.talk.profile, **kept, "place": place})
    play.tell("receipt.number", number=event.case.number)
    play.told.append(state_words(event.case))
    play.tell("receipt.code", code=event.code)
    play.mark(case=event.case.number, code=event.code, kind="receipt")
    return True


def state_words(case: Case) -> Words:
    """Which of the three states of filing a fresh case is in, and what is promised."""
    values: dict[str, Value] = {"agency": Named("agency", case.agency), "number": case.number}
    if case.registered and case.due:
        values |= {"registered": case.registered, "due": case.due}
        return Words(
            f"state_told.{case.state}_planned"
            if case.state != "registered"
            else "state_told.registered",
            values,
        )
    return Words(f"state_told.{case.state}", values)


def agency_of(play: Play) -> str:
    """The addressee: the one of the advice."""
    return str(play.talk.facts["advised"]["agency"])


def _agency(play: Play) -> Named:
    return Named("agency", agency_of(play))


def kind_of(play: Play) -> str:
    """The kind of appeal: the one chosen, or the one that the rules propose."""
    return str(play.talk.answers.get("kind") or play.talk.facts["advised"]["kind"])


def answer_way(play: Play) -> str:
    """How the citizen wants the answer: here, unless they said otherwise."""
    return str(play.value("answer_way") or "here")

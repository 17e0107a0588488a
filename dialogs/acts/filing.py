"""Filing an appeal: consent, read-back, sending, and the receipt."""

from dialogs.acts import voice
from dialogs.acts.applicant import answer_way, applicant, remembered, who_lines
from dialogs.acts.care import ask_reminder
from dialogs.acts.site import ask_site, site_of
from dialogs.carried import keep_for, still_open
from dialogs.cases import Case, Draft
from dialogs.effects import FileCase, Named, Value, Words
from dialogs.events import Filed
from dialogs.forms import forget_form
from dialogs.lines import stays
from dialogs.matter import text_of, topic_of, voices
from dialogs.play import Play
from dialogs.sources import known_place

CONSENT_VERSION = 1


def keep_consent(play: Play) -> None:
    """Keep when and to which text the citizen agreed."""
    given = {"at": play.at.isoformat(), "version": CONSENT_VERSION, "language": play.talk.language}
    play.talk = play.talk.but(profile={**play.talk.profile, "consented": given})


def no_consent(play: Play) -> None:
    """Say what is possible without personal data."""
    answers = {k: v for k, v in play.talk.answers.items() if k != "consent"}
    play.talk = play.talk.but(answers=answers)
    play.tell("note.no_consent")


def read_back(play: Play) -> None:
    """Show everything that will be sent, line by line, and to whom."""
    stays(play)
    play.tell("read.head", kind=Named("kind", kind_of(play)))
    play.told.append(who_lines(play))
    play.told.append(_words(play))
    if text_of(play) and voices(play):
        play.tell("read.voice_too")
    files = play.value("attachments") or []
    if files:
        names = ", ".join(file["name"] for file in files)
        play.told.append(Words("read.files", {"n": len(files), "names": names}))
    if earlier := play.value("earlier"):
        play.tell("read.earlier", number=str(earlier))
    play.tell("read.goes_to", agency=_agency(play))


def _words(play: Play) -> Words:
    text = text_of(play)
    return Words("read.text", {"text": text}) if text else Words("read.voice")


def file(play: Play) -> None:
    """Ask the shell to file the appeal as it was read back."""
    advice = play.talk.facts.get("advised") or {}
    draft = Draft(
        agency=agency_of(play),
        kind=kind_of(play),
        topic=topic_of(play),
        place=known_place(play.talk),
        channel=advice.get("channel"),
        text=text_of(play),
        applicant=applicant(play),
        answer_way=answer_way(play),
        files=(*voices(play), *(file["id"] for file in play.value("attachments") or [])),
        language=play.talk.language or "kk",
        decisions=tuple(advice.get("decisions", ())),
        voice=voices(play),
        earlier=play.value("earlier") or None,
    )
    play.add(FileCase(draft))


def filed(play: Play, event: Filed) -> bool:
    """Give the receipt: number, code, which of the three states, and the deadline."""
    kept = remembered(play)
    place = known_place(play.talk)
    spoken, site = voice.spoken_of(play), site_of(play)
    ended = still_open(play)
    forget_form(play)
    play.talk = play.talk.but(profile={**play.talk.profile, **kept, "place": place})
    ask_site(play, site)
    play.tell("receipt.number", number=event.case.number)
    play.told.append(state_words(event.case))
    play.tell("receipt.code", code=event.code)
    voice.wait_for_writer(play, spoken, "case", event.case.number)
    if event.case.topic in play.book.neutral:
        ask_reminder(play, event.case.number)
    if keep_for(play, ended, "book"):
        play.tell("receipt.book_too")
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

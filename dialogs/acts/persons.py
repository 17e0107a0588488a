"""Who writes, and through which doors: joining and parting doors, another person, erasing a talk.

1. A person is never recognised by a name alone across doors: only a one-time code joins two.
2. On one telephone somebody else begins with nothing: neither data nor appeals of who wrote before
   are shown. Who wrote before comes back by their surname or by the secret code of an appeal.
3. An unfinished form stays with the person who began it, and waits for them; so does what comes
   for them meanwhile (`absent`).
"""

from datetime import datetime, timedelta
from typing import Any

from dialogs.codes import code_in, spaced
from dialogs.conversation import OWNER_BOT, Conversation
from dialogs.drafts import FORMS, WAYS, close, outlived
from dialogs.effects import (
    Asked,
    BecomePerson,
    ChangePerson,
    EndHandOff,
    EraseTalk,
    FindPeople,
    FindSubject,
    Link,
    NewJoin,
    PartDoors,
    UseJoin,
    Words,
)
from dialogs.events import (
    DoorsParted,
    EraseAsked,
    Joined,
    JoinMade,
    PeopleFound,
    PersonChanged,
    TalkErased,
)
from dialogs.fold import fold
from dialogs.forms import ASIDE, FOR_OTHERS, forget_form, leave
from dialogs.play import Play

CODE_MINUTES = 15  # how long a code for another door may be given
MOST_GUESSES = 5  # wrong codes or names of one talk...
GUESSES_FORGOTTEN = timedelta(hours=1)  # ...until so long after the first of them
NAMES = ("surname", "name")  # by them who left a form is known when they come back
LEFT = "left"  # in a profile: the form that its person left unfinished, and in which talk
# Facts of the talk, whoever writes: what its letters may not name, and what waits for whom.
OF_THE_TALK = ("agency", "hushed", "quiet", "asked_for", FOR_OTHERS)

# Facts of who writes, form or no form: what was told to them and is not answered or read yet.
THEIR_OWN = ("waiting", "unread", "withheld", "to_write", "unconfirmed")


def give_code(play: Play) -> None:
    """Ask the shell for a code that joins another door."""
    play.add(NewJoin())


def join_made(play: Play, event: JoinMade) -> bool:
    """Tell the code, how long it holds, and the doors that it opens."""
    play.tell("door.code", code=spaced(event.code), n=CODE_MINUTES)
    play.tell("door.how")
    play.links.extend(Link(Words(f"agency.door.{door}"), url) for door, url in event.links)
    return True


def redeem(play: Play) -> None:
    """Give the shell the code that was written, unless too many wrong ones were."""
    code = str(play.talk.facts["join"])
    play.talk = play.talk.knowing(join=None)
    if _may_guess(play):
        play.add(UseJoin(code))
    else:
        play.tell("door.wait")


def joined(play: Play, event: Joined) -> bool:
    """Say what became of the code."""
    if play.talk.language is None:
        play.talk = play.talk.but(language=event.language)
    if event.result == "unknown":
        _count_guess(play)
    play.tell(f"door.{event.result}")
    return True


def part_doors(play: Play) -> None:
    """Ask the shell to undo what was joined."""
    play.add(PartDoors())


def doors_parted(play: Play, event: DoorsParted) -> bool:
    """Say that the doors are apart, or that none were joined."""
    play.tell("door.parted" if event.doors else "door.alone")
    return True


def change_person(play: Play) -> None:
    """Leave the form to whoever began it, and ask the shell for a person who is not known."""
    _leave_form(play)
    play.add(ChangePerson())


def person_changed(play: Play, event: PersonChanged) -> bool:
    """Begin with nothing, or with what this person left; nothing of anybody else's stays."""
    forget_form(play)
    play.talk = play.talk.but(facts=_of_the_talk(play), last=None)
    play.tell("person.back" if event.known else "person.new")
    _take_form(play)
    _recall(play, event.person)
    return True


def _recall(play: Play, person: str) -> None:
    """Ask the shell how that stands which waited for this person; each answer tells it."""
    others = dict(play.talk.facts.get(FOR_OTHERS) or {})
    for kept in others.pop(person, ()):
        play.add(FindSubject(kept["kind"], kept["subject"], kept))
    play.talk = play.talk.knowing(**{FOR_OTHERS: others or None})


def find_people(play: Play) -> None:
    """Ask the shell who wrote here before."""
    if _may_guess(play):
        play.add(FindPeople(code_in(str(play.talk.answers["who"]))))
    else:
        play.talk = play.talk.knowing(who_again=None)
        play.tell("person.wait")


def people_found(play: Play, event: PeopleFound) -> bool:
    """Let the one come back whose surname or secret code was written."""
    said = fold(str(play.talk.answers.get("who") or ""))
    meant = event.coded or next((id for id, *names in event.people if _is(said, *names)), None)
    if meant:
        _leave_form(play)
        play.talk = play.talk.knowing(who_again=None)
        play.add(BecomePerson(meant))
        return False
    _count_guess(play)
    play.talk = play.talk.knowing(who_again="yes" if event.people and _may_guess(play) else None)
    play.tell("person.unknown" if event.people else "person.nobody")
    return True


def _is(said: str, surname: str, name: str) -> bool:
    whole = {f"{surname} {name}", f"{name} {surname}", surname}
    return bool(surname) and said in set(map(fold, whole))


def _leave_form(play: Play) -> None:
    """Put the unfinished form into the profile of whoever began it."""
    here = play.talk.at
    while play.talk.asides:
        leave(play)
    talk = play.talk
    facts = {k: value for k, value in talk.facts.items() if k not in {"draft_on", FOR_OTHERS}}
    left = {"at": talk.at, "trail": list(talk.trail), "answers": talk.answers, "facts": facts}
    form = {"talk": talk.id, "on": talk.facts.get("draft_on"), **left}
    own = {name: facts[name] for name in THEIR_OWN if name in facts}
    if not talk.at.startswith(FORMS):
        form = {"talk": talk.id, "at": "", "facts": own} if own else {}
    kept = {LEFT: form} if form else {}
    names = {k: talk.answers[k] for k in NAMES if form.get("at") and talk.answers.get(k)}
    play.talk = talk.but(at=here, asked=0, profile={**names, **_profile(play), **kept})


def _take_form(play: Play) -> None:
    """Go on with the form that this person left, as soon as the script returns.

    Where they left none, what waits for them is known again all the same.
    """
    form = play.talk.profile.get(LEFT)
    play.talk = play.talk.but(profile=_profile(play))
    if form and not form["at"]:
        play.talk = play.talk.knowing(**form["facts"])
    if form and form["at"] in play.book.steps:
        play.talk = play.talk.but(
            answers=form["answers"],
            facts=_with_lists({**_of_the_talk(play), **form["facts"]}, play),
            asides=((form["at"], 1),),
            trail=(*form["trail"], ASIDE),
        )
        if outlived(play, form.get("on")):
            kept = close(play)
            play.talk = play.talk.but(asides=((WAYS, 1),) if kept else (), trail=())


def _of_the_talk(play: Play) -> dict[str, Any]:
    return {name: play.talk.facts[name] for name in OF_THE_TALK if name in play.talk.facts}


def _with_lists(facts: dict[str, Any], play: Play) -> dict[str, Any]:
    """Facts of a form, with the appeals and receptions of everybody that are named nowhere."""
    for name in ("quiet", "asked_for"):
        ids = [*play.talk.facts.get(name, ()), *facts.get(name, ())]
        facts |= {name: list(dict.fromkeys(ids))} if ids else {}
    return facts


def _profile(play: Play) -> dict[str, object]:
    return {name: value for name, value in play.talk.profile.items() if name != LEFT}


def erase_talk(play: Play) -> None:
    """Ask the shell to erase this talk."""
    play.add(EraseTalk("citizen"))


def erase_asked(play: Play, event: EraseAsked) -> bool:
    """Have the talk erased for the citizen, whoever owns it."""
    if play.talk.owner != OWNER_BOT:
        play.add(EndHandOff(event.by))
    play.add(EraseTalk(event.by))
    return False


def talk_erased(play: Play, event: TalkErased) -> bool:
    """Begin as if nobody had ever written here, but for the language and the numbers of buttons.

    The last line says nothing; its question is one that no answer is expected to.
    """
    talk = play.talk
    play.talk = Conversation(
        id=talk.id, language=talk.language, at="front.menu", count=talk.count, last=talk.last
    ).knowing(hushed=event.at.isoformat())
    play.told.clear()
    play.tell("erase.done")
    play.send((), Asked(id="erased", kind="end", expects="none", optional=True, asked=0))
    return False


def _may_guess(play: Play) -> bool:
    """Whether this talk may try once more; old guesses are forgotten."""
    guesses = play.talk.facts.get("guesses")
    if guesses and play.at >= datetime.fromisoformat(guesses["since"]) + GUESSES_FORGOTTEN:
        play.talk = play.talk.knowing(guesses=None)
        return True
    return not guesses or guesses["n"] < MOST_GUESSES


def _count_guess(play: Play) -> None:
    guesses = play.talk.facts.get("guesses") or {"n": 0, "since": play.at.isoformat()}
    play.talk = play.talk.knowing(guesses={**guesses, "n": guesses["n"] + 1})

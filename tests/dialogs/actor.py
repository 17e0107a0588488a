"""Plays any moves on a shell: good answers, nonsense, old buttons, operators, moments, thieves."""

from datetime import timedelta
from typing import Any

from dialogs import events as v
from dialogs.conversation import OWNER_BOT
from dialogs.play import Play
from dialogs.receptions import Slot
from dialogs.script import MENU
from tests.dialogs.moves import GOOD, PLACES
from tests.dialogs.shell import AKIM, Shell


class Actor:
    """Plays moves on a shell; a move that is not possible now is nothing."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell

    def play(self, move: tuple[Any, ...]) -> None:
        """One move."""
        getattr(self, move[0])(*move[1:])

    def good(self) -> None:
        """A good answer to what is asked."""
        pending = self.pending()
        if pending is None:
            return
        if pending.id in GOOD and (pending.expects != "choice" or pending.id in PLACES):
            self.shell.say(GOOD[pending.id])
        elif pending.id == "topic":
            self.press(0)
        else:
            best = {"confirm": "confirm", "consent": "yes", "menu": "problem", "advice": "file"}
            offered = [c.id for c in self.shell.said[-1].choices]
            wish = best.get(pending.id)
            self.press(offered.index(wish) if wish in offered else 0)

    def press(self, index: int) -> None:
        """A button of the last letter."""
        last = self.shell.said[-1] if self.shell.said else None
        if last and last.choices:
            option = last.choices[index % len(last.choices)].id
            asked = last.question.asked if last.question else None
            self.shell.take(v.Chose, option=option, asked=asked)

    def say(self, text: str) -> None:
        """Words."""
        self.shell.take(v.Said, text=text)

    def choose(self, option: str, asked: Any) -> None:
        """A button by its id, of this question, an old one, or of nowhere."""
        now = self.shell.talk.asked if asked == "now" else asked
        self.shell.take(v.Chose, option=option, asked=now)

    def old(self, letter: int, index: int) -> None:
        """A button of any letter so far."""
        said = [s for s in self.shell.said if s.choices]
        if said:
            one = said[letter % len(said)]
            question = one.question
            self.shell.take(
                v.Chose,
                option=one.choices[index % len(one.choices)].id,
                question=question.id if question else None,
            )

    def send(self, text: str) -> None:
        """A file."""
        file = v.File(id="f", name="a.jpg", type="image/jpeg", size=1)
        self.shell.take(v.Sent, file=file, text=text)

    def pin(self, latitude: float, longitude: float) -> None:
        """A place on the map."""
        self.shell.take(v.Pinned, latitude=latitude, longitude=longitude)

    def puzzle(self, kind: str) -> None:
        """Something unreadable."""
        self.shell.take(v.Puzzled, kind=kind)

    def start(self, language: Any, agency: Any, help: Any, topic: Any) -> None:
        """A door opens."""
        self.shell.take(v.Started, language=language, agency=agency, help=help, topic=topic)

    def operator(self, what: str, by: str) -> None:
        """An operator acts."""
        kinds = {"took": v.OperatorTook, "back": v.OperatorReturned}
        if what == "said":
            self.shell.take(v.OperatorSaid, by=by, text="<i>{x}</i> Здравствуйте")
        else:
            self.shell.take(kinds[what], by=by)

    def case(self, which: int, act: str) -> None:
        """An agency acts on a case with what the act needs."""
        if not self.shell.cases:
            return
        cases = list(self.shell.cases.values())
        case = cases[which % len(cases)]
        until = case.due and case.due + timedelta(days=10)
        self.shell.act(
            case.number, act, text="Работы сделаны {x}", reason="причина", until=until,
            to="almaty", result=("refused", "satisfied")[which % 2],
        )  # fmt: skip

    def spoke(self, which: int, done: str) -> None:
        """An operator acts on what was spoken of a reception."""
        there = sorted({**self.shell.bookings, **self.shell.requests})
        if there:
            self.shell.spoke(there[which % len(there)], done, "Слова {x}")

    def due(self, which: int) -> None:
        """A timer comes due, or one that came due before comes again."""
        if self.shell.timers:
            keys = sorted(self.shell.timers)
            self.shell.fire(keys[which % len(keys)])

    def offer(self, which: int, number: int) -> None:
        """Times for a request."""
        open_ = [r.id for r in self.shell.requests.values() if r.state in {"open", "late"}]
        if open_:
            starts = self.shell.now + timedelta(days=9)
            slots = [
                Slot(id=f"o{n}-{starts:%d%H%M}", official="deputy", agency=AKIM.agency,
                     starts=starts + timedelta(hours=n), minutes=20)
                for n in range(number)
            ]  # fmt: skip
            self.shell.offer(open_[which % len(open_)], *slots)

    def steal(self, which: int) -> None:
        """Somebody else takes a seat."""
        ids = sorted(self.shell.slots)
        self.shell.stolen.add(ids[which % len(ids)])

    def speak(self, text: str) -> None:
        """A voice message."""
        file = v.File(id=f"v{len(self.shell.said)}", name="v.ogg", type="audio/ogg", size=1)
        self.shell.take(v.Sent, file=file, text=text)

    def album(self, number: int) -> None:
        """Pictures that were sent together."""
        for n in range(number):
            file = v.File(id=f"a{n}", name="a.jpg", type="image/jpeg", size=1)
            self.shell.take(v.Sent, file=file, album=f"album{len(self.shell.said) // 3}")

    def another(self, sure: bool) -> None:
        """Somebody else takes the telephone."""
        self.shell.say("я другой человек")
        if self.pending() is not None:
            self.press(0 if sure else 1)

    def back_again(self, name: str) -> None:
        """Who wrote before takes it again."""
        self.shell.say("это снова я", name)

    def erase(self, by: str | None) -> None:
        """The citizen, or an administrator for them, has the talk erased."""
        if by:
            self.shell.take(v.EraseAsked, by=by)
        else:
            self.shell.say("стереть")
            if self.pending() is not None:
                self.press(0)

    def lost(self, kind: str) -> None:
        """A file that was sent cannot be had."""
        number = next(iter(self.shell.cases), None)
        self.shell.take(v.FileLost, file="f", name="a.jpg", kind=kind, case=number)

    def returned(self, kind: str) -> None:
        """A letter that another door did not take comes here, where this one was opened."""
        if not self.shell.said:
            return
        booking = next(iter(self.shell.bookings), None)
        self.shell.take(
            v.LetterReturned, letter=1, kind=kind, text="{x} Жауап", why="closed", booking=booking
        )

    def correct(self, topic: str) -> None:
        """An operator labels the matter anew."""
        self.shell.take(v.Corrected, by="a", topic=topic, agency=None, case=None)

    def join(self, code: str) -> None:
        """A code from another door."""
        self.shell.take(v.Started, join=code)

    def wait(self, days: int) -> None:
        """Time goes by, and what comes due in it does."""
        self.shell.now += timedelta(days=days)
        due = sorted((t.due, key) for key, t in self.shell.timers.items())
        for at, key in due:
            if at <= self.shell.now and key in self.shell.timers:
                self.shell.fire(key)

    def echo(self, text: str, times: int) -> None:
        """The same words again and again."""
        for _ in range(times):
            self.shell.say(text)

    def pending(self) -> Any:
        """The question that waits, if one does and the bot may hear the answer."""
        shell = self.shell
        if shell.talk.owner != OWNER_BOT:
            return None
        return Play(shell.book, shell.talk, shell.now).pending


def waits(shell: Shell) -> None:
    """The talk is a human's, or waits for an answer that can be given."""
    talk = shell.talk
    if talk.owner != OWNER_BOT:
        return
    play = Play(shell.book, talk, shell.now)
    if talk.at == MENU and not talk.asked:
        return  # what was secret was forgotten in silence: whatever is said next is heard there
    assert play.pending is not None, f"{talk.at} waits for nothing"
    if play.pending.expects == "choice":
        assert play.pending.choices(play.view), f"{talk.at} offers nothing"

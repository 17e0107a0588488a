"""Plays a story in a language and writes down what was said, decided, filed and booked."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import update

from bot.turn import Address, OfCase, OfReception, OfRequest, Talk
from dialogs.events import (
    CaseActed,
    Chose,
    File,
    OperatorReturned,
    OperatorSaid,
    OperatorTook,
    Pinned,
    Puzzled,
    Said,
    Sent,
    SpokenActed,
    Started,
    TimesOffered,
)
from dialogs.receptions import Official, Slot
from storage.editing import open_questions
from storage.schema import slots
from tests.golden.letters import Letters
from tests.golden.stage import ALMATY, Stage, almaty, stage
from tests.golden.story import Story, words

INDENT = " " * 10


async def play(story: Story, language: str, url: str) -> str:
    """The record of a story, as text."""
    async with stage(url, story.at, demo=story.name != "no_schedule") as opened:
        player = Player(opened, language)
        player.out.append(f"{story.title}\nlanguage {language}   {story.at}")
        for act in story.acts:
            await player.act(act)
        player.out.append(f"questions {player.questions}")
        assert story.ends != "filed" or player.number, "nothing was filed"
        assert story.ends != "booked" or player.booking, "nothing was booked"
        if story.most_questions:
            assert player.most <= story.most_questions, f"{player.most} questions"
        return "\n\n".join(player.out) + "\n"


class Player(Letters):
    """A citizen, an operator and a clock in one."""

    def __init__(self, opened: Stage, language: str) -> None:
        self.stage, self.language = opened, language
        self.address = Address("web", "citizen")
        self.out: list[str] = []
        self.shown = 0
        self.questions = self.most = 0
        self.rows: tuple[str, ...] = ()
        self.number = ""
        self.booking = ""

    async def act(self, act: dict[str, Any]) -> None:
        """One act of the story, and what came of it."""
        ((kind, value),) = act.items()
        self.stage.moment += timedelta(seconds=15)
        await getattr(self, f"do_{kind}")(value)
        await self.listen()

    async def do_say(self, value: Any) -> None:
        """The citizen writes."""
        await self.take(Said(text=words(value, self.language), **self.event()))

    async def do_press(self, value: str) -> None:
        """The citizen presses a button of the question that waits."""
        await self.take(Chose(option=str(value), **self.event()))

    async def do_start(self, value: dict[str, Any]) -> None:
        """A door is opened, perhaps by a link."""
        said = {k: self.language if v == "its own" else v for k, v in (value or {}).items()}
        self.out.append("opened    " + (" ".join(f"{k}={v}" for k, v in said.items()) or "-"))
        await self.take(Started(**said, **self.event()))

    async def do_file(self, value: str) -> None:
        """The citizen sends a file."""
        file = File(id="file-1", name=value, type="image/jpeg", size=4321)
        await self.take(Sent(file=file, **self.event()))

    async def do_voice(self, value: str) -> None:
        """The citizen speaks; what is heard stands in the record for who reads it."""
        file = File(id=f"voice-{len(self.out)}", name="voice.ogg", type="audio/ogg", size=9876)
        self.out.append(f"spoken    {words(value, self.language)}")
        await self.take(Sent(file=file, **self.event()))

    async def do_pin(self, value: list[float]) -> None:
        """The citizen shows a place on the map."""
        latitude, longitude = value
        await self.take(Pinned(latitude=latitude, longitude=longitude, **self.event()))

    async def do_puzzle(self, value: str) -> None:
        """Something that cannot be read."""
        await self.take(Puzzled(kind=value, **self.event()))

    async def do_time(self, value: str) -> None:
        """Time passes; what is due is done."""
        self.stage.moment = almaty(value)
        fired = await self.stage.clock.sweep(self.stage.moment)
        self.out.append(f"time      {value}   {fired or ''}".rstrip())

    async def do_full(self, value: str) -> None:
        """Others have taken every seat of every official."""
        async with self.stage.database.write() as link:
            await link.run(update(slots).values(seats=0))
        self.out.append(f"seats     {value}")

    async def do_phone(self, value: str) -> None:
        """Somebody goes on from another device, where nobody is known."""
        self.address, self.shown = Address("web", value), 0
        self.out.append(f"phone     {value}")

    async def do_operator(self, value: dict[str, Any]) -> None:
        """An operator takes the talk, writes, or gives it back."""
        talk = Talk((await self.stage.page(self.address)).conversation.id)
        ((what, text),) = value.items()
        event: Any = {
            "take": lambda: OperatorTook(by="demo", **self.event()),
            "say": lambda: OperatorSaid(
                by="demo", text=words(text, self.language), **self.event()
            ),
            "return": lambda: OperatorReturned(by="demo", **self.event()),
        }[what]()
        await self.stage.done(event, talk)

    async def do_case(self, value: dict[str, Any]) -> None:
        """The agency acts on the case."""
        until = value.get("until")
        acted = CaseActed(
            number=self.number,
            act=value["act"],
            by="demo",
            text=words(value.get("text", ""), self.language),
            reason=words(value.get("reason", ""), self.language),
            until=date.fromisoformat(until) if until else None,
            to=value.get("to"),
            result=value.get("result"),
            **self.event(),
        )
        self.out.append(f"agency    {value['act']}")
        await self.stage.done(acted, OfCase(self.number))

    async def do_spoken(self, value: dict[str, Any]) -> None:
        """An operator acts on what was spoken of a reception."""
        ((done, text),) = value.items()
        acted: Any = {"act": done, "text": words(text, self.language)}
        event = SpokenActed(by="demo", subject=self.booking, **acted, **self.event())
        self.out.append(f"operator  {done}")
        await self.stage.done(event, OfReception(self.booking))

    async def do_queue(self, value: str) -> None:
        """The operators look at what was spoken and waits to be written down."""
        rows = await self.stage.views.queue(self.stage.moment)
        waiting = [row["reason"] for row in rows if row["reason"].startswith("voice:")]
        self.out.append("queue     " + (" ".join(waiting) or "-"))
        assert len(waiting) == (value == "one"), "another queue than the story tells"

    async def do_official(self, value: str) -> None:
        """Whoever receives looks at what the citizen comes with."""
        seen = await self.stage.views.booking_view(self.booking)
        assert seen is not None
        starts = seen["starts"].astimezone(ALMATY)
        self.out.append(f"official  {value} {starts:%Y-%m-%d %H:%M} {seen['matter']}")

    async def do_questions(self, value: str) -> None:
        """The editors look at the questions that no answer met."""
        rows = await open_questions(self.stage.database, self.stage.seal)
        self.out += [f"editors   {r['language']} {r['topic'] or '-'}: {r['text']}" for r in rows]
        assert rows or value != "open", "no question waits"

    async def do_offer(self, value: list[str]) -> None:
        """An operator answers a reception request with times."""
        official = Official(
            id="offered",
            agency="almaty",
            name={"kk": "Әкімнің орынбасары", "ru": "Заместитель акима", "en": "Deputy akim"},
        )
        slots = tuple(
            Slot(id=f"o{n}", official="offered", agency="almaty", starts=almaty(at), minutes=20)
            for n, at in enumerate(value)
        )
        offered = TimesOffered(
            by="demo", request=self.booking, official=official, slots=slots, **self.event()
        )
        self.out.append("operator  offers " + ", ".join(value))
        await self.stage.done(offered, OfRequest(self.booking))

    def event(self) -> dict[str, Any]:
        """Key and moment of the next event."""
        return {"id": self.stage.key(), "at": self.stage.moment}

    async def take(self, event: Any) -> None:
        """An event of the citizen."""
        await self.stage.done(event, self.address)

    async def listen(self) -> None:
        """Write down the new lines of the journal, the decision, and what was filed."""
        page = await self.stage.page(self.address)
        for line in await self.stage.views.journal(page.conversation.id, self.shown):
            self.shown = line.seq
            self.write(line.letter)
        await self.decided(page.conversation.facts.get("advised") or {})

    def write(self, letter: Any) -> None:
        """One letter as the record shows it."""
        text = letter.text.replace("\n", f"\n{INDENT}").replace(f"\n{INDENT}\n", "\n\n")
        lines = [f"{letter.speaker:<10}{text}"]
        lines += [f"{INDENT}({file['name']})" for file in letter.files]
        lines += [f"{INDENT}[{id}] {label}" for id, label in letter.choices]
        lines += [f"{INDENT}<{label}> {url}" for label, url in letter.links]
        self.out.append("\n".join(lines))
        if letter.question:
            self.questions += 1
        if letter.kind == "receipt":
            self.questions -= 1  # the menu under a receipt asks nothing of this matter
            self.most, self.questions = max(self.most, self.questions), 0
        self.number = letter.case or self.number
        self.booking = letter.booking or self.booking

    async def decided(self, advised: dict[str, Any]) -> None:
        """The rows that decided, when they are new; the case, when there is one."""
        rows = tuple(f"{d['table']} {d['row']}" for d in advised.get("decisions", ()))
        if rows and rows != self.rows:
            self.out.append("decision  " + f"\n{INDENT}".join(rows))
        self.rows = rows
        if self.number:
            await self.case()

    async def case(self) -> None:
        """The state of the case, when it changed."""
        seen = await self.stage.views.case_view(self.number)
        assert seen is not None
        line = f"case      {seen['number']} {seen['state']} {seen['kind']} {seen['agency']}"
        line += f" registered={seen['registered']} due={seen['due']}"
        if line not in self.out:
            self.out.append(line)


__all__ = ["ALMATY", "Player", "play"]

"""Plays any moves on a shell: good answers, nonsense, old buttons, operators, moments, thieves."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from dialogs import events as v
from dialogs.conversation import OWNER_BOT
from dialogs.play import Play
from dialogs.receptions import Slot
from dialogs.script import MENU
from tests.dialogs.shell import AKIM, LANGUAGES, Shell

GOOD = {  # a good answer for each question that takes words
    "problem": "На нашей улице не горят фонари",
    "surname": "Ахметова Айгуль",
    "name": "Айгуль",
    "iin": "пропустить",
    "bin": "050140000011",
    "company": "ТОО «Алтын»",
    "for_whom": "Ахметова Сауле",
    "phone": "8 701 123 45 67",
    "address": "ул. Абая 5",
    "contact": "a@b.kz",
    "text": "Фонари не горят с весны",
    "day": "в четверг утром",
    "matter": "ремонт улицы",
    "rating_text": "спасибо",
    "clarification": "дом пять",
    "attachments": "готово",
    "region": "Петропавловск",
    "district": "Петропавловск",
    "settlement": "Петропавловск",
}
PLACES = ("region", "district", "settlement")
TEXTS = (
    "На нашей улице не горят фонари", "Көшеде шамдар жанбайды", "street lights are off",
    "Октябрьское", "Абай", "Алматы", "Петропавловск", "asdkjh", "", "   ", "🙂🙂🙂",
    "\u200f\u202e",
    "<b>{agency}</b> %s", "x" * 20_000, "1", "2", "7", "99", "0", "-1", "да", "нет",
    "жоқ", "не знаю", "Ивановка",
    "пожар в квартире", "меня бьёт муж", "позовите человека", "где мой ответ", "Ахметова Айгуль",
    "900101300017", "12", "меню", "назад", "артқа", "back", "cancel", "/start", "/language",
    "у меня родился ребёнок", "Сколько стоит подать обращение?", "Почему?",
    "Когда откроют новый мост?", "Күйеуім ұрады, телефонымды қарайды", "Можно потом исправить?",
    "status", "/human", "/help", "/", "/нет", "ru", "English", "{", "{0}", "menu",
    "в следующий вторник после обеда", "ертең таңертең", "on December 4 at 11", "12.12", "5",
    "любой день", "второе", "последнее", "1, 3", "вторник и четверг", "5/5", "⭐⭐⭐", "a@b.kz",
    "8 701 123 45 67", "050140000011", "ТОО «Алтын»", "Иванов Иван, 900101300017",
    "Меня зовут Айгуль Ахметова, запишите на приём 4 декабря, не горят фонари", "к акиму",
    "Пишу за маму: не горят фонари",
)  # fmt: skip
OPTIONS = (
    "kk", "ru", "en", "problem", "file", "book", "status", "human", "why", "yes", "no", "skip",
    "none", "confirm", "edit", "back", "cancel", "come", "move", "cancel_booking", "5", "1",
    "situations", "birth", "child_benefit", "helped", "safe", "erase",
    "other", "menu", "help", "language", "start", "750000000", "x", "akim", "", "done",
    "weekday_1", "weekday_4", "any_day", "another_day", "place", "phone", "day", "official",
    "matter", "mine", "theirs",
)  # fmt: skip
ACTS = ("hand", "register", "take", "ask", "extend", "redirect", "answer", "close", "withdraw")

moves = st.one_of(
    st.just(("good",)),
    st.tuples(st.just("press"), st.integers(0, 30)),
    st.tuples(st.just("press"), st.integers(0, 2)),
    st.just(("good",)),
    st.tuples(st.just("say"), st.sampled_from(TEXTS)),
    st.tuples(st.just("say"), st.text(max_size=30)),
    st.tuples(st.just("choose"), st.sampled_from(OPTIONS), st.sampled_from((None, 0, 1, "now"))),
    st.tuples(st.just("old"), st.integers(0, 40), st.integers(0, 9)),
    st.tuples(st.just("send"), st.sampled_from(("", "текст к фото"))),
    st.tuples(st.just("pin"), st.floats(-90, 90), st.floats(-180, 180)),
    st.tuples(st.just("puzzle"), st.sampled_from(("sticker", "voice", "empty", "album"))),
    st.tuples(
        st.just("start"),
        st.sampled_from((None, "kk", "xx")),
        st.sampled_from((None, "petropavlovsk", "almaty", "nobody")),
        st.sampled_from((None, "file", "book")),
        st.sampled_from((None, "no_topic", "street_lighting")),
    ),
    st.tuples(
        st.just("operator"), st.sampled_from(("took", "said", "back")), st.sampled_from("ab")
    ),
    st.tuples(st.just("case"), st.integers(0, 3), st.sampled_from(ACTS)),
    st.tuples(st.just("due"), st.integers(0, 5)),
    st.tuples(st.just("offer"), st.integers(0, 2), st.integers(0, 2)),
    st.tuples(st.just("steal"), st.integers(0, 20)),
)


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


talks = st.builds(
    Shell,
    language=st.sampled_from((None, *LANGUAGES)),
    agency=st.sampled_from((None, "petropavlovsk", "almaty", "petropavlovsk")),
)

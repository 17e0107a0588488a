"""What citizens, agencies, operators, time and thieves may do: the moves of an actor."""

from hypothesis import strategies as st

from tests.dialogs.shell import LANGUAGES, Shell

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
ACTS = (
    "hand", "register", "take", "ask", "extend", "redirect", "answer", "close", "withdraw",
    "write", "unclear",
)  # fmt: skip

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
    st.tuples(st.just("speak"), st.sampled_from(("", "Көшеде шамдар жанбайды"))),
    st.tuples(st.just("spoke"), st.integers(0, 3), st.sampled_from(("write", "unclear"))),
    st.tuples(st.just("album"), st.integers(1, 3)),
    st.tuples(st.just("another"), st.booleans()),
    st.tuples(st.just("back_again"), st.sampled_from(("Ахметова", "Ахметова Айгуль", "Никто"))),
    st.tuples(st.just("erase"), st.sampled_from((None, "admin"))),
    st.tuples(st.just("lost"), st.sampled_from(("file_failed", "file_large"))),
    st.tuples(st.just("returned"), st.sampled_from(("reminder", "answer"))),
    st.tuples(st.just("correct"), st.sampled_from(("noise", "no_topic"))),
    st.tuples(st.just("join"), st.sampled_from(("ABCD2345", "ABCDEFG2"))),
    st.tuples(st.just("wait"), st.integers(0, 40)),
    st.tuples(st.just("echo"), st.sampled_from(TEXTS), st.integers(2, 25)),
)

talks = st.builds(
    Shell,
    language=st.sampled_from((None, *LANGUAGES)),
    agency=st.sampled_from((None, "petropavlovsk", "almaty", "petropavlovsk")),
)

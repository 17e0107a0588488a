"""First things first: what needs no form. Life situations, and approved short answers."""

from typing import Literal

from dialogs.effects import CountAnswer, KeepQuestion, Tongues, Value, Words
from dialogs.forms import forget_form
from dialogs.matter import topic_of
from dialogs.play import Play
from routing_rules.firsts import Confirmed, ShortAnswer
from routing_rules.meeting import Met, meet

WHOLE_LETTERS = 600  # a longer message is a story, whatever it asks
TERMS = {
    **{kind: kind for kind in ("application", "complaint", "request", "redirect")},
    "notice": "extend_notice",
}


def look_first(play: Play) -> None:
    """Whether the words need first aid, or are met by an answer or a situation."""
    found = topic_of(play)
    aid = play.book.care.hotlines(found, bool(play.talk.facts.get("emergency")))
    met = met_by(play, str(play.talk.answers.get("problem") or ""))
    free = not play.talk.facts.get("wish") and not _sensitive(play)
    answer = met.answer if not play.talk.facts.get("wish") and _answerable(play) else None
    situation = met.situation if free and answer is None else None
    play.talk = play.talk.knowing(
        aid="yes" if aid else None,
        short=answer.id if answer else None,
        life=situation.id if situation else None,
    )
    for_editors = met.asks and (met.wants or found is None)  # else it is a matter to be filed
    if free and for_editors and answer is None and situation is None:
        play.add(KeepQuestion(str(play.talk.answers["problem"]), found))


def met_by(play: Play, text: str) -> Met:
    """What meets a message; a long story is met by nothing."""
    if len(text) > WHOLE_LETTERS:
        return Met(asks=False, situation=None, answer=None)
    return meet(play.book.rules, text, play.talk.language)


def _answerable(play: Play) -> bool:
    """Whether a frequent question may be answered: not in danger, nor beside what hurts."""
    topic, care = topic_of(play), play.book.care
    hurts = topic in care.neutral and topic not in care.answered
    return not play.talk.facts.get("emergency") and not hurts


def _sensitive(play: Play) -> bool:
    candidates = play.talk.facts.get("candidates") or ()
    first = topic_of(play) or (candidates[0] if candidates else None)
    return bool(play.talk.facts.get("emergency")) or first in play.book.neutral


def tell_answer(play: Play) -> None:
    """Tell the answer that was met, with its source and its date."""
    answer = play.book.rules.firsts.answers[str(play.talk.facts["short"])]
    if answer.topics and not topic_of(play):
        play.talk = play.talk.knowing(topic=answer.topics[0])
    say_answer(play, answer)


def say_answer(play: Play, answer: ShortAnswer) -> None:
    """The words of an answer, its source and date; and that nobody has confirmed it, if so."""
    rules, confirmed = play.book.rules, answer.confirmed
    values: dict[str, Value] = {name: rules.terms[kind].n for name, kind in TERMS.items()}
    values["remind"] = rules.law.remind_before
    play.tell(answer.key, **values)
    source = Words("answer.source", {"source": _source(play, confirmed), "day": confirmed.day})
    unsure = () if confirmed.sure else (Words("answer.unconfirmed"),)
    play.told.append((*unsure, source))
    play.add(CountAnswer(answer.id, "told"))


def _source(play: Play, confirmed: Confirmed) -> Value:
    names = play.book.rules.firsts.sources[confirmed.source]
    name = Tongues({"kk": names.kk, "ru": names.ru, "en": names.en})
    if confirmed.article is None:
        return name
    return Words("answer.article", {"source": name, "article": confirmed.article})


def answer_helped(play: Play) -> None:
    """Count it, and end kindly: what was asked is no matter, to be filed by the next press."""
    _came_of_it(play, "helped")
    forget_form(play)
    play.tell("answer.helped")


def answer_anyway(play: Play) -> None:
    """The answer was not enough: go on to the way of helping that was chosen, with the words."""
    wish: Literal["file", "book"] = "book" if play.talk.answers["answered"] == "book" else "file"
    _came_of_it(play, wish)
    play.talk = play.talk.knowing(wish=wish)


def _came_of_it(play: Play, outcome: Literal["helped", "file", "book"]) -> None:
    play.add(CountAnswer(str(play.talk.facts["short"]), outcome))
    answers = {k: v for k, v in play.talk.answers.items() if k != "answered"}
    play.talk = play.talk.but(answers=answers).knowing(short=None)


def tell_situation(play: Play) -> None:
    """What is to be done in the situation, and the topics to go on with.

    The words that named the situation are no matter yet: what to file is asked when it is chosen.
    """
    chosen = play.talk.answers.get("situation")
    firsts = play.book.rules.firsts
    situation = firsts.situations[str(chosen if chosen in firsts.situations else _life(play))]
    play.told.append(
        (Words(f"situation.{situation.id}"), *(Words(todo.key) for todo in situation.todos))
    )
    confirmed = [todo.confirmed for todo in situation.todos]
    sources = dict.fromkeys((c.source, c.article) for c in confirmed)
    rows = {(c.source, c.article): c for c in confirmed}
    unsure = () if all(c.sure for c in confirmed) else (Words("situation.unconfirmed"),)
    named = (Words("situation.source", {"source": _source(play, rows[s])}) for s in sources)
    play.told.append((*unsure, *named))
    answers = {k: v for k, v in play.talk.answers.items() if k not in {"problem", "topic"}}
    play.talk = play.talk.but(answers=answers).knowing(
        candidates=list(situation.topics), topic=None, group=None, life=None, intent=None
    )


def _life(play: Play) -> str:
    return str(play.talk.facts["life"])

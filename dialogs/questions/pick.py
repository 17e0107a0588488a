"""Finding the option that a reply means: pressed, numbered, or written out."""

from dialogs.effects import Choice, Named, Tongues, Value
from dialogs.events import Chose, Said
from dialogs.fold import fold
from dialogs.question import Reply, View


def pick(
    view: View, choices: tuple[Choice, ...], reply: Reply, numbered: bool = True
) -> str | None:
    """The id of the option meant, or None.

    A written reply may be the option's number in the list (where `numbered`), its id, its name in
    any language, or a plain word that the book knows for it.
    """
    if isinstance(reply, Chose):
        return next((c.id for c in choices if c.id == reply.option), None)
    if not isinstance(reply, Said):
        return None
    said = fold(reply.text)
    if not said:
        return None
    by_name = (c.id for c in choices if said in _names(view, c))
    found = next(by_name, None)
    return _by_number(choices, said) if found is None and numbered else found


def _by_number(choices: tuple[Choice, ...], said: str) -> str | None:
    if not said.isdecimal() or not 0 < int(said) <= len(choices):
        return None
    return choices[int(said) - 1].id


def _names(view: View, choice: Choice) -> set[str]:
    plain = view.book.plain.options.get(choice.id, frozenset())
    return {fold(choice.id), *plain, *map(fold, _labels(view, choice.label))}


def _labels(view: View, label: Value) -> tuple[str, ...]:
    match label:
        case Named(what, id):
            return view.book.names(what, id)
        case Tongues(by_language):
            return tuple(by_language.values())
        case str():
            return (label,)
        case _:
            return ()

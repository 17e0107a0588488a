"""Cards of the fifteen channels: what for, when better, how it goes, and how to get there."""

from datetime import time

from dialogs.effects import Link, Named, Value, Words
from dialogs.play import Play
from dialogs.sources import CHANNELS_A_PAGE
from routing_rules import Channel
from routing_rules.contacts import Contact

BY_KIND = "card.term.answer"  # the one term that the kind of appeal decides


def show_card(play: Play) -> None:
    """The card of the advised channel."""
    _tell(play, str(play.talk.facts["advised"]["channel"]))


def show_chosen(play: Play) -> None:
    """The card of the channel chosen in the list."""
    _tell(play, str(play.talk.answers["channels"]))


def turn_page(play: Play) -> None:
    """Go to the next page of the list of channels; after the last comes the first."""
    pages = -(-len(play.book.rules.channels) // CHANNELS_A_PAGE)
    page = (int(play.talk.facts.get("page") or 0) + 1) % pages
    play.talk = play.talk.knowing(page=page or None)


def _tell(play: Play, id: str) -> None:
    advised = play.talk.facts["advised"]
    channel, agency = play.book.rules.channels[id], advised["agency"]
    card = channel.card
    found = play.book.rules.contacts.of(play.book.rules.bodies, agency, id)
    play.told.append((Named("channel", id), Words(card.about)))
    play.told.append((Words("channel.better"), Words(card.better)))
    play.told.append((Words("channel.worse"), Words(card.worse)))
    play.told.append((Words("channel.steps"), Words(card.steps)))
    play.told.append((*_hours(channel, found), _term(play, card.term), *_facts(channel)))
    if card.public:
        play.tell("card.public")
    if card.parts:
        play.told.append(tuple(Words(part) for part in card.parts))
    play.told.append((*_has(play, agency, id), *_contacts(play, found)))


def _term(play: Play, key: str) -> Words:
    """How long it takes; where the kind of appeal says so, in the days by which it is counted."""
    advised = play.talk.facts["advised"]
    calendar = play.book.rules.terms[advised["kind"]].unit == "calendar_days"
    counted = "channel.term_calendar" if key == BY_KIND and calendar else key
    return Words(counted, {"days": advised["days"]})


def _facts(channel: Channel) -> tuple[Value, ...]:
    card = channel.card
    return (
        Words(f"channel.languages_{'_'.join(card.languages)}"),
        Words("channel.sign" if card.sign_language else "channel.no_sign"),
        Words("channel.nameless" if card.anonymous else "channel.by_name"),
    )


def _hours(channel: Channel, found: tuple[Contact, ...]) -> tuple[Value, ...]:
    """The hours of this very body where they are known, else those usual for the channel."""
    for contact in found:
        if contact.hours:
            weekend = contact.saturday
            saturday = (Words("channel.saturday", _span(weekend)),) if weekend else ()
            return (Words("channel.hours", _span(contact.hours)), *saturday)
    return (Words(channel.card.hours),)


def _span(hours: tuple[time, time]) -> dict[str, Value]:
    opens, closes = hours
    return {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}


def _has(play: Play, agency: str | None, id: str) -> tuple[Value, ...]:
    """Whether the body has the channel, where it has not or nobody has said so."""
    body = play.book.rules.bodies.get(agency) if agency else None
    has = body.channels.get(id, "unknown") if body else "yes"
    return () if has == "yes" else (Words(f"channel.has_{has}"),)


def _contacts(play: Play, found: tuple[Contact, ...]) -> tuple[Value, ...]:
    shown = [contact for contact in found if contact.kind != "place"]
    for contact in shown:
        if contact.kind == "phone":
            label = Words("option.call", {"number": contact.value})
            play.links.append(Link(label, f"tel:{contact.value}"))
    lines = tuple(Words(f"channel.at_{c.kind}", {"value": c.value}) for c in shown)
    return lines or (Words("channel.at_nowhere"),)

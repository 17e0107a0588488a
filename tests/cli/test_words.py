"""How moments, dates and languages are written at a terminal; and where options may stand."""

from datetime import UTC, date, datetime

import pytest
import typer
from typer.testing import CliRunner

from bot.commands.bookings import moments
from bot.commands.group import Subject
from bot.commands.options import Json, day, language, moment


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-11-24T10:00", datetime(2026, 11, 24, 5, tzinfo=UTC)),
        ("2026-11-24 10:00:30", datetime(2026, 11, 24, 5, 0, 30, tzinfo=UTC)),
        ("2026-11-24", datetime(2026, 11, 23, 19, tzinfo=UTC)),
        ("2026-11-24T10:00Z", datetime(2026, 11, 24, 10, tzinfo=UTC)),
        ("2026-11-24T10:00+06:00", datetime(2026, 11, 24, 4, tzinfo=UTC)),
    ],
)
def test_a_moment_without_offset_is_meant_in_almaty(said, meant):
    assert moment(said) == meant


@pytest.mark.parametrize("said", ["", "tomorrow", "24.11.2026", "2026-13-01"])
def test_no_moment(said):
    with pytest.raises(typer.BadParameter):
        moment(said)
    with pytest.raises(typer.BadParameter):
        day(said)


def test_a_day():
    assert day(" 2026-11-24 ") == date(2026, 11, 24)


def test_moments_between_commas():
    assert moments("2026-11-24T10:00, 2026-11-25T10:00") == (
        datetime(2026, 11, 24, 5, tzinfo=UTC),
        datetime(2026, 11, 25, 5, tzinfo=UTC),
    )
    with pytest.raises(typer.BadParameter):
        moments(" , ")


def test_three_languages():
    assert [language(each) for each in ("kk", "ru", "en")] == ["kk", "ru", "en"]
    with pytest.raises(typer.BadParameter):
        language("de")


group = typer.Typer(cls=Subject)


@group.callback(invoke_without_command=True)
def thing(context: typer.Context, name: str, as_json: Json = False):
    context.obj = (name, as_json)
    if context.invoked_subcommand is None:
        typer.echo(f"show {name} {as_json}")


@group.command()
def say(context: typer.Context, text: str, by: str = ""):
    typer.echo(f"say {context.obj} {text} {by}")


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("X", "show X False"),
        ("X --json", "show X True"),
        ("--json X", "show X True"),
        ("X say hello", "say ('X', False) hello "),
        ("X say hello --by me", "say ('X', False) hello me"),
        ("X say --by me hello --json", "say ('X', True) hello me"),
        ("X --json say hello", "say ('X', True) hello "),
        ("X say say", "say ('X', False) say "),
    ],
)
def test_options_of_a_subject_may_stand_before_and_after_its_name(words, printed):
    done = CliRunner().invoke(group, words.split())
    assert (done.exit_code, done.output.rstrip("\n")) == (0, printed)


@pytest.mark.parametrize("words", ["", "X shout", "X --loud", "X say", "X say a b"])
def test_usage(words):
    assert CliRunner().invoke(group, words.split()).exit_code == 2

"""The terminal door: the same talk as everywhere, on lines of text, and its record."""

import asyncio
import io

import pytest
import yaml

from bot.fronts.terminal import typed
from tests.cli.conftest import APPEAL, CITY


def test_a_talk_begins_with_its_first_question(esik):
    shown = esik.talk()
    assert "1. Қазақша" in shown
    assert "2. Русский" in shown


def test_numbers_ids_and_words_lead_the_same_way(esik):
    by_number, by_id = esik.talk("2", who="a"), esik.talk("ru", who="b")
    assert by_number == by_id
    assert "Записаться на приём" in by_number


def test_an_appeal_is_filed(esik, number):
    found = esik.json("audit")
    assert (found["cases"], found["doubles"], found["orphans"]) == (1, [], [])
    assert number in esik.talk("/status", who="me")


def test_the_same_name_goes_on_and_another_is_another_citizen(esik, number):
    assert number in esik.talk("/status", who="me")
    assert number not in esik.talk("/status", who="you", options=("--lang", "ru"))


def test_a_talk_goes_on_where_it_stood(esik):
    first = esik.talk("2", "file")
    assert esik.talk().strip() == first.strip().split("\n\n")[-1]
    assert "Опишите своими словами" in esik.talk()
    begun = esik.talk(options=("--lang", "kk"))
    assert "Опишите" not in begun


def test_letters_of_others_appear(esik, number):
    esik.talk("/human")
    (waiting,) = esik.json("operator", "queue")
    esik("operator", "take", waiting["chat"], "--by", "demo")
    esik("operator", "reply", waiting["chat"], "Слушаю вас", "--by", "demo")
    assert "[operator] Слушаю вас" in esik.talk()


def test_a_record_is_a_story_that_can_be_played(esik, tmp_path):
    paper = tmp_path / "story.yaml"
    esik.talk("2", *APPEAL[1:3], 'он сказал: "нет"', "", options=("--record", str(paper)))
    story = yaml.safe_load(paper.read_text())
    assert set(story) == {"title", "at", "acts"}
    assert story["acts"] == [
        {"start": {}},
        {"press": "ru"},
        {"press": "file"},
        {"say": "yes"},
        {"say": 'он сказал: "нет"'},
        {"puzzle": "empty"},
    ]


def test_a_record_keeps_how_the_door_was_opened(esik, tmp_path):
    paper = tmp_path / "story.yaml"
    esik.talk(options=("--record", str(paper), *CITY))
    acts = yaml.safe_load(paper.read_text())["acts"]
    assert acts == [{"start": {"language": "its own", "agency": "petropavlovsk"}}]


def test_a_record_never_writes_over_a_file(esik, tmp_path):
    paper = tmp_path / "story.yaml"
    paper.write_text("mine")
    esik("talk", "--record", str(paper), code=2)
    assert paper.read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "code"), [(("--lang", "de"), 2), (("--agency", "nobody"), 4), (("hello",), 2)]
)
def test_usage_and_unknown(esik, words, code):
    esik("talk", *words, code=code)


async def test_lines_are_read_without_their_ends():
    stream = io.StringIO("one\r\ntwo\n\nlast")
    assert [line async for line in typed(stream)] == ["one", "two", "", "last"]


async def test_waiting_for_a_line_blocks_nobody():
    class Slow:
        """A stream whose first line comes when it is let go."""

        def __init__(self):
            self.let_go = asyncio.Event()
            self.loop = asyncio.get_running_loop()

        def __iter__(self):
            asyncio.run_coroutine_threadsafe(self.let_go.wait(), self.loop).result(10)
            yield "late\n"

    stream = Slow()

    async def first():
        return await anext(typed(stream))

    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(first())
        await asyncio.sleep(0)
        assert not waiting.done()
        stream.let_go.set()
    assert waiting.result() == "late"

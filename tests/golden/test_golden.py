"""Every story in every language on both databases gives the record that was accepted."""

from pathlib import Path

import pytest

from tests.golden.runner import play
from tests.golden.story import LANGUAGES, Story, stories

RECORDED = Path(__file__).parent / "recorded"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
async def test_story(
    story: Story, language: str, database_url: str, request: pytest.FixtureRequest
) -> None:
    record = RECORDED / f"{story.name}.{language}.txt"
    played = await play(story, language, database_url)
    if request.config.getoption("--accept") and "sqlite" in database_url:
        record.write_text(played, encoding="utf-8")
    assert record.read_text(encoding="utf-8") == played


def test_every_record_has_a_story() -> None:
    names = {f"{story.name}.{language}.txt" for story in stories() for language in LANGUAGES}
    assert {path.name for path in RECORDED.iterdir()} == names

"""Documents that cannot lie: what exists is named in them, and what they name exists."""

import re

import pytest
import typer

from tests.house.source import ROOT, committed

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in committed()
    if path.suffix == ".md"
}
DOCS = "\n".join(PAGES.values())
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE))
TEST_ONLY = {"ESIK_REQUIRE"}  # read by the tests, not by Esik


def rows(section: str) -> dict[str, str]:
    """The table under a heading of the README: first cell without its marks -> second cell."""
    body = README.partition(f"## {section}\n")[2].partition("\n## ")[0]
    cells = [line.strip("|").split("|") for line in body.splitlines() if line.startswith("| `")]
    return {cell[0].strip(" `"): cell[-1].strip() for cell in cells}


def settings() -> set[str]:
    """The environment variables that Esik reads."""
    from bot.settings import Settings

    return {f"ESIK_{name.upper()}" for name in Settings.model_fields}


def commands() -> dict[str, str]:
    """Command of `esik` -> its help, nested ones as `operator add`."""
    from bot.cli import app

    return dict(_leaves(typer.main.get_command(app), ()))


def _leaves(command, path):
    inner = getattr(command, "commands", None)
    if inner is None:
        yield " ".join(path), command.help or ""
        return
    for name, nested in inner.items():
        yield from _leaves(nested, (*path, name))


def test_settings_are_those_of_the_readme():
    assert set(rows("Settings")) == settings()


def test_every_setting_is_explained_in_a_sentence():
    assert not [name for name, said in rows("Settings").items() if not said.endswith(".")]


def test_no_document_names_a_setting_that_is_not_read():
    named = set(re.findall(r"\bESIK_[A-Z_]+[A-Z]\b", DOCS))
    assert named <= settings() | TEST_ONLY


def test_commands_are_those_of_the_readme():
    first_words = {name.partition(" ")[0] for name in rows("Commands")}
    assert first_words == {name.partition(" ")[0] for name in commands()}


def test_every_command_has_help():
    assert not [name for name, said in commands().items() if len(said.split()) < 3]


def test_commands_in_examples_exist():
    shown = re.findall(r"^\$ (?:\.venv/bin/)?esik ([a-z-]+)", DOCS, re.MULTILINE)
    assert set(shown) <= {name.partition(" ")[0] for name in commands()}


def test_make_targets_are_those_of_the_readme():
    named = re.compile(r"(?:`|^\$ )make ([a-z]+)", re.MULTILINE)
    assert set(named.findall(README)) == TARGETS - {"help"}
    assert set(named.findall(DOCS)) <= TARGETS


def test_every_script_is_named():
    scripts = [
        path.relative_to(ROOT).as_posix()
        for path in committed()
        if path.relative_to(ROOT).parts[0] in {".ci", "benchmarks"}
    ]
    assert ".ci/run" in scripts
    assert not [script for script in scripts if script not in DOCS]


def test_every_rule_table_is_named():
    tables = [
        path.relative_to(ROOT / "routing_rules")
        for path in committed()
        if path.suffix in {".yaml", ".csv"} and path.is_relative_to(ROOT / "routing_rules")
    ]
    assert tables
    lost = [t.as_posix() for t in tables if not {t.name, f"{t.parts[0]}/"} & _words()]
    assert not lost, "name these tables, or their folder with a slash, in docs/rules.md"


def _words() -> set[str]:
    """File names, and folders with a slash, that stand between back-quotes in the documents."""
    quoted = re.findall(r"`([^`\n]+)`", DOCS)
    return {
        part for text in quoted for part in (text.split("/")[-1], text.split("/")[-2:][0] + "/")
    }


def test_every_table_of_the_database_is_named():
    from storage.schema import metadata

    page = PAGES["docs/architecture.md"]
    assert not [name for name in metadata.tables if f"`{name}`" not in page]


def test_ci_runs_the_command_of_the_readme():
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "$ make run" in README
    assert "$ make test" in README


def test_every_decision_has_its_four_parts():
    decisions = {place: text for place, text in PAGES.items() if place.startswith("docs/adr/0")}
    assert len(decisions) >= 8
    for place, text in decisions.items():
        headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert headings == ["Context", "Decision", "Status", "Consequences"], place


@pytest.mark.parametrize("place", sorted(PAGES))
def test_links_lead_somewhere(place):
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", PAGES[place])
    folder = (ROOT / place).parent
    assert not [target for target in targets if not (folder / target).exists()]

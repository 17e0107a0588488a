"""Templates: what Meta is given to approve, what it would refuse, and how one is filled in."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from bot.book import read_book
from bot.cli import app
from bot.commands import templates as command
from bot.fronts.whatsapp import templates
from bot.fronts.whatsapp.templates import Template, faults, fill, submission
from bot.whatsapp import read_templates
from dialogs.letters import Letter
from locales import LANGUAGES, Catalog, Dictionary

WORDS = read_book().words
KNOWN = read_templates()
ASKED = {"id": "rating", "kind": "choice", "expects": "choice", "optional": False, "asked": 7}


def saying(text: str, option: str = "Иә") -> Dictionary:
    """Words that say one body and one label in every language."""
    said = {"whatsapp.template.t": text, "option.yes": option, "option.no": "Жоқ"}
    examples = {f"whatsapp.example.{name}": "x" for name in ("a", "b")}
    return Dictionary({each: Catalog(each, said | examples) for each in LANGUAGES})


ONE = Template(id="t", name="esik_t_1", category="UTILITY", fields=("a", "b"), buttons=("yes",))
GOOD = "Сәлеметсіз бе! Сіздің өтінішіңіз {a} бойынша жаңалық бар, орган {b} жауап берді."


def test_ours_have_no_faults() -> None:
    assert faults(KNOWN, WORDS) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (GOOD, None),
        ("{a} деген өтініш бойынша бізде жаңалық бар: {b} жауап берді", "begins or ends"),
        ("Бізде жаңалық бар деп айтқымыз келеді, ол {a} туралы {b}", "begins or ends"),
        ("Бізде Сізге айтатын жаңалық бар, ол мынау: {a} {b} деген хабар.", "stand together"),
        ("Хабар {a} және {b} бар.", "too few words"),
        (GOOD + "\n\n\nКүтеміз.", "in a row"),
        (GOOD + " Жауап" * 130, "too long"),
        (GOOD.replace("{b}", "бір"), "not a, b"),
        (GOOD + " Тағы {a} деген сөз бар.", None),
        ("Бұл {c} деген өтініш бойынша жаңалық бар екенін айтамыз.", "no words"),
    ],
)
def test_what_meta_refuses_is_found(text: str, fault: str | None) -> None:
    words = saying(text)
    if fault == "no words":
        fault = "«whatsapp.example.c»"
    found = faults({"t": ONE}, words)
    assert [fault in one for one in found] == [True] * len(LANGUAGES) if fault else found == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": "Esik-1"}, "is no name"),
        ({"category": "NEWS"}, "no category"),
        ({"buttons": ("yes", "yes")}, "two with one label"),
        ({"buttons": ("read",)}, "no words"),
    ],
)
def test_template_that_is_wrong_is_found(change: dict[str, object], fault: str) -> None:
    found = faults({"t": replace(ONE, **change)}, saying(GOOD))  # type: ignore[arg-type]
    assert found
    assert all(fault in one for one in found)


def test_label_too_long_and_name_twice_are_found() -> None:
    assert "too long" in faults({"t": ONE}, saying(GOOD, "Осы түйме тым ұзақ болып кетті"))[0]
    assert len(faults({"t": ONE, "u": ONE}, saying(GOOD))) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", sorted(KNOWN))
def test_submission_has_examples_in_its_language(id: str, language: str) -> None:
    shown = submission(KNOWN[id], language, WORDS)
    body = shown["components"][0]
    assert body["text"].count("{{") == len(KNOWN[id].fields)
    examples = body.get("example", {"body_text": [[]]})["body_text"][0]
    assert len(examples) == len(KNOWN[id].fields)
    labels = [b["text"] for part in shown["components"][1:] for b in part["buttons"]]
    assert all(0 < len(label) <= 20 for label in labels)


def test_fields_are_numbered_as_a_language_names_them() -> None:
    turned = "Сәлеметсіз бе! Орган {b} сізге жауап берді, өтінішіңіз мынау: {a} деген."
    words = saying(turned)
    assert "Орган {{1}}" in submission(ONE, "kk", words)["components"][0]["text"]
    filled = fill(ONE, "kk", {"a": "бір", "b": "екі"}, Letter(text=""), words)
    assert filled is not None
    assert [v["text"] for v in filled["components"][0]["parameters"]] == ["екі", "бір"]


def test_filled_template_is_what_the_api_takes() -> None:
    letter = Letter(text="…", question=ASKED, choices=(("1", "1"),))
    assert fill(KNOWN["rating"], "ru", {"agency": "Акимат"}, letter, WORDS) == {
        "name": "esik_rating_1",
        "language": {"code": "ru"},
        "components": [
            {"type": "body", "parameters": [{"type": "text", "text": "Акимат"}]},
            *(
                {
                    "type": "button",
                    "sub_type": "quick_reply",
                    "index": str(n),
                    "parameters": [{"type": "payload", "payload": f"7:{n + 1}"}],
                }
                for n in range(5)
            ),
        ],
    }


def test_value_is_one_line_and_not_too_long() -> None:
    values = {"agency": "a\n\tb     c " + "d" * 300}
    filled = fill(KNOWN["rating"], "kk", values, Letter(text=""), WORDS)
    assert filled is not None
    [shown] = filled["components"][0]["parameters"]
    assert shown["text"].startswith("a b c d")
    assert len(shown["text"]) == templates.FIELD_MOST


@pytest.mark.parametrize("values", [{}, {"agency": ""}])
def test_template_is_not_filled_with_nothing(values: dict[str, str]) -> None:
    assert fill(KNOWN["rating"], "kk", values, Letter(text=""), WORDS) is None


def test_command_prints_every_template_in_every_language() -> None:
    done = CliRunner().invoke(app, ["templates", "--json"])
    shown = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert {(one["name"], one["language"]) for one in shown} == {
        (template.name, language) for template in KNOWN.values() for language in LANGUAGES
    }
    assert "[Келемін]" in CliRunner().invoke(app, ["templates"]).stdout


def test_command_names_faults_and_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot import whatsapp

    broken = {"t": replace(KNOWN["rating"], category="NEWS")}
    monkeypatch.setattr(whatsapp, "read_templates", lambda: broken)
    done = CliRunner().invoke(app, [command.templates.__name__])
    assert done.exit_code == 1
    assert "NEWS is no category" in done.stderr

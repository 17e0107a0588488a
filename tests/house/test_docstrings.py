"""Every folder has its page of theory, and everything public says in a sentence what it is."""

import ast

from tests.house.source import PACKAGES, Function, modules, read

LEAST_WORDS_OF_THEORY = 15


def test_every_folder_has_its_page_of_theory():
    pages = [file for file in read(*PACKAGES, "tests") if file.path.name == "__init__.py"]
    bare = [
        page.place
        for page in pages
        if len((ast.get_docstring(page.tree) or "").split()) < LEAST_WORDS_OF_THEORY
    ]
    assert not bare, "say in the docstring what belongs into this folder: " + ", ".join(bare)


def test_every_folder_of_modules_is_a_package():
    folders = {file.path.parent for file in modules() if "migrations" not in file.place}
    assert not [str(folder) for folder in folders if not (folder / "__init__.py").exists()]


def test_every_module_says_what_it_is():
    silent = [file.place for file in modules() if not ast.get_docstring(file.tree)]
    assert not silent, f"modules without a docstring: {silent}"


def test_everything_public_says_what_it_is():
    promised = promises()
    silent = [
        f"{file.place}:{node.lineno} {node.name}"
        for file in modules()
        if "migrations" not in file.place
        for node in file.public()
        if not ast.get_docstring(node) and node.name not in promised
    ]
    assert not silent, "one sentence each:\n" + "\n".join(silent)


def promises() -> set[str]:
    """Methods that a Protocol of ours explains: those who keep it need not repeat the words."""
    return {
        node.name
        for file in modules()
        for protocol in file.classes()
        if any(isinstance(base, ast.Name) and base.id == "Protocol" for base in protocol.bases)
        for node in protocol.body
        if isinstance(node, Function) and ast.get_docstring(node)
    }

"""The import contracts of pyproject.toml hold: who may import whom, and what the core may not."""

import pytest
from importlinter.api import read_configuration
from importlinter.application.use_cases import lint_imports

from tests.house.source import ROOT

CONTRACTS = read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"]


@pytest.mark.parametrize("contract", [contract["id"] for contract in CONTRACTS])
def test_contract_is_kept(contract, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    kept = lint_imports("pyproject.toml", (contract,), cache_dir=None, no_logo=True)
    assert kept, capsys.readouterr().out


def test_every_kind_of_contract_is_there():
    kinds = {contract["type"] for contract in CONTRACTS}
    assert kinds >= {"layers", "forbidden", "independence", "acyclic_siblings", "protected"}

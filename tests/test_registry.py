"""Models of packages: found by name, and what is said of those that cannot be used."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from simulate import registry
from simulate.commands.door import main
from simulate.views.card import ModelCard, card

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OWN = sorted(PROJECT["entry-points"]["simulate.models"])
KILN = """\
from simulate.engine.model import Model


class Oven(Model):
    name = "oven"
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed packages, empty as yet."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def offer(folder: Path, distribution: str, *entries: str, group: str = "simulate.models", **modules: str) -> None:
    """Install a package: its modules, and what it offers."""
    metadata = folder / f"{distribution}-1.2.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.2\n")
    (metadata / "entry_points.txt").write_text("\n".join([f"[{group}]", *entries]) + "\n")
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text)
    registry._offers_on.cache_clear()


def test_the_models_of_the_project_are_found_as_any_other() -> None:
    assert registry.own_names() == OWN
    assert {"asiel", "gemeenten", "wonen", "zorg"} <= set(OWN)
    assert registry.model("asiel").name == "asiel"
    name, version = registry.distribution("asiel")
    assert name.startswith("simulate")
    assert version
    assert not registry.failures()


def test_a_model_of_another_package_is_found(installed: Path) -> None:
    offer(installed, "kilns", "oven = kiln_one:Oven", kiln_one=KILN)
    assert registry.names() == sorted([*OWN, "oven"])
    assert registry.own_names() == OWN
    assert registry.model("oven").__name__ == "Oven"
    assert registry.distribution("oven") == ("kilns", "1.2")
    assert card("oven") == ModelCard()


def test_an_unknown_model_is_said_with_the_nearest_name() -> None:
    with pytest.raises(registry.UnknownName, match="there is no model 'asyl'; did you mean 'asiel'"):
        registry.model("asyl")
    with pytest.raises(registry.UnknownName, match=f"expected {', '.join(OWN)}"):
        registry.model("qqq")


def test_two_packages_with_one_name_are_both_named_and_the_rest_works(installed: Path) -> None:
    offer(installed, "kilns", "oven = kiln_two:Oven", kiln_two=KILN)
    offer(installed, "stoves", "oven = kiln_two:Oven")
    with pytest.raises(registry.OfferedTwice, match=r"kilns 1\.2 and stoves 1\.2 both offer a model called oven"):
        registry.model("oven")
    assert registry.names() == sorted([*OWN, "oven"])
    assert list(registry.failures()) == ["oven"]
    assert registry.model("zorg").name == "zorg"


@pytest.mark.parametrize(
    ("entry", "module", "said"),
    [
        (
            "oven = broken_one:Oven",
            "import nothing_of_that_name",
            "oven of kilns 1.2 cannot be imported: ModuleNotFound",
        ),
        pytest.param(
            "oven = broken_two:Oven",
            "1 / 0",
            "oven of kilns 1.2 cannot be imported: ZeroDivisionError",
            marks=pytest.mark.long,
        ),
        pytest.param(
            "oven = broken_three:Haard",
            KILN,
            "oven of kilns 1.2 cannot be imported: AttributeError",
            marks=pytest.mark.long,
        ),
        pytest.param(
            "oven = broken_four:Oven", "Oven = 3", "is not a class of simulate's Model", marks=pytest.mark.long
        ),
        ("kachel = broken_five:Oven", KILN, "calls itself 'oven'"),
    ],
)
def test_a_package_that_fails_is_named_and_the_rest_works(
    installed: Path, monkeypatch: pytest.MonkeyPatch, entry: str, module: str, said: str
) -> None:
    offer(installed, "kilns", entry, **{entry.split(" = ")[1].split(":")[0]: module})
    name = entry.split(" = ")[0]
    with pytest.raises(registry.CannotLoad) as caught:
        registry.model(name)
    assert said in str(caught.value)
    assert caught.value.exit_code == 2
    listed = CliRunner().invoke(main, ["list"], env={"COLUMNS": "400"})
    assert listed.exit_code == 0, listed.output
    assert said in listed.output
    assert "asiel" in listed.output
    assert CliRunner().invoke(main, ["show", "asiel.instroom.herhaalde_aanvragen"]).exit_code == 0
    for folder in ("scenarios", f"parameters/{name}"):
        (installed / "project" / folder).mkdir(parents=True)
    scenario = f"model: {name}\nlabel: {{nl: x, en: x}}\nstart: 2025-01-01\nyears: 1\ndraws: 1\nseed: 1\n"
    (installed / "project" / "scenarios" / "warm.yaml").write_text(scenario, encoding="utf-8")
    monkeypatch.chdir(installed / "project")
    listed = CliRunner().invoke(main, ["list"], env={"COLUMNS": "400"})
    assert listed.exit_code == 0, listed.output
    assert "warm" in listed.output
    checked = CliRunner().invoke(main, ["check", "warm.yaml"])
    assert checked.exit_code == 2
    assert "warm.yaml:1:8" in checked.output
    assert said in checked.output


def test_a_card_that_is_no_card_is_said(installed: Path) -> None:
    offer(installed, "kilns", "oven = broken_card:CARD", group="simulate.cards", broken_card="CARD = 3")
    with pytest.raises(registry.CannotLoad, match="the card oven is a int, not a ModelCard"):
        card("oven")

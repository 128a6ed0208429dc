"""Where the packaged files are: inside an installed package, beside an editable one."""

from __future__ import annotations

from pathlib import Path

import pytest

import simulate
from simulate.errors import InputError
from simulate.inputs import distribution, paths
from simulate.inputs.schema.json_schemas import write

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(Path(simulate.__path__[0]).parent != ROOT, reason="not an editable install")
def test_beside_an_editable_install() -> None:
    assert paths.packaged().path == ROOT


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package, in use from a folder that is no project."""
    package = tmp_path / "site-packages" / "simulate"
    for folder in ("parameters", "scenarios"):
        (package / "data" / folder).mkdir(parents=True)
    (package / "data" / "scenarios" / "x.yaml").write_text("model: asiel\n")
    monkeypatch.setattr(paths, "_package", lambda: package.resolve())
    monkeypatch.chdir(tmp_path)
    return package


def test_inside_an_installed_package(package: Path) -> None:
    assert paths.packaged().path == (package / "data").resolve()
    assert paths.find("x.yaml").name == "x.yaml"
    assert paths.roots().own is None


def test_a_working_directory_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "weg"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert paths.find("asiel.yaml") == paths.packaged().path / "scenarios" / "asiel.yaml"


def test_nothing_is_written_into_an_installed_package(package: Path, tmp_path: Path) -> None:
    before = sorted(package.rglob("*"))
    with pytest.raises(InputError, match=r"schemas are not written into an installed package(.|\n)*--out"):
        write()
    with pytest.raises(InputError, match="calibrations are not written into an installed package"):
        paths.writable(paths.roots(), "calibrations", "a project of your own")
    assert sorted(package.rglob("*")) == before
    assert write(tmp_path / "mine")
    for folder in ("scenarios", "parameters"):
        (tmp_path / folder).mkdir()
    assert paths.writable(paths.roots(), "schemas", "") == tmp_path


def test_a_hint_takes_the_name_of_the_distribution(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distribution, "packages_distributions", lambda: {"simulate": ["simulate-fork"]})
    assert distribution.install_command("export") == "pip install 'simulate-fork[export]'"
    monkeypatch.setattr(distribution, "packages_distributions", dict)
    assert distribution.install_command("export") == "pip install 'simulate-nl[export]'"


def test_a_hint_in_a_clone_installs_the_clone() -> None:
    assert distribution.install_command("export") == "pip install -e '.[export]'"


def test_a_shipped_file_belongs_to_no_project_and_that_of_the_user_counts_for_it(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else what is kept of a scenario of a package would be written into it, and a project would not count for it."""
    brought, mine = tmp_path / "site-packages" / "ander" / "gegevens", tmp_path / "mijn"
    for root in (brought, mine):
        for folder in ("parameters", "scenarios"):
            (root / folder).mkdir(parents=True)
    monkeypatch.setattr(paths, "folders", lambda: {"ander": brought})
    shipped = (brought / "scenarios" / "a.yaml", package / "data" / "scenarios" / "x.yaml")
    for file in shipped:
        found = paths.roots(file)
        assert found.own is None
        assert [one.path for one in found] == [package / "data", brought]
    assert paths.roots(shipped[0]).label(shipped[0]) == "ander:scenarios/a.yaml"
    monkeypatch.chdir(mine)
    for file in shipped:
        own = paths.roots(file).own
        assert own is not None
        assert own.path == mine
    # A scenario of another project is that project's, wherever one stands.
    monkeypatch.chdir(tmp_path)
    assert paths.roots(mine / "scenarios" / "b.yaml").own == paths.Root(mine)

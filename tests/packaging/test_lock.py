"""The pinned versions in requirements/ and the ranges in pyproject.toml say the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
RUN = ("web",)
EXTRAS = ("test", "export", "sobol", "cluster", *RUN)
LOCKS = {"run": RUN, "test": EXTRAS, "benchmark": ("benchmark", *RUN), "docs": ("docs", *RUN), "lowest": EXTRAS}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def allowed(extras: tuple[str, ...]) -> list[Requirement]:
    """The requirements of pyproject.toml, of its build and of `extras`."""
    project = PROJECT["project"]
    texts = [*PROJECT["build-system"]["requires"], *project["dependencies"]]
    texts += [text for extra in extras for text in project["optional-dependencies"][extra]]
    return [Requirement(text) for text in texts]


def pinned(lock: str) -> Iterator[tuple[str, Requirement]]:
    """The entries of a lock with their whole text: version, hashes and who asks for it."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    for entry in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]:
        yield entry, Requirement(entry.partition(" \\\n")[0])


def askers(entry: str) -> set[str]:
    """Who asks for a package, as uv notes it below its hashes: nobody when the build does."""
    notes = re.sub(r"-c \S+", "", entry.partition("# via")[2])
    return set(re.findall(r"^[ #]*([a-z][a-z0-9.-]*)", notes, flags=re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_within_its_range(lock: str) -> None:
    pins = [pin for _, pin in pinned(lock)]
    for wanted in allowed(LOCKS[lock]):
        found = [pin for pin in pins if canonicalize_name(pin.name) == canonicalize_name(wanted.name)]
        assert found, f"{wanted.name} is not in requirements/{lock}.txt: run `make lock`"
        for pin in found:
            (version,) = (part.version for part in pin.specifier)
            assert version in wanted.specifier, f"{pin} is not {wanted} in requirements/{lock}.txt: run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_nothing_is_pinned_that_nobody_asks_for(lock: str) -> None:
    wanted = {canonicalize_name(requirement.name) for requirement in allowed(LOCKS[lock])}
    direct = {pin.name for entry, pin in pinned(lock) if not askers(entry) or "simulate-nl" in askers(entry)}
    assert direct == wanted, "run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_no_address(lock: str) -> None:
    assert all("--hash=sha256:" in entry for entry, _ in pinned(lock))
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|file:| /", text)


@pytest.mark.parametrize("lock", ["test", "benchmark", "docs"])
def test_what_is_run_for_users_stands_with_the_same_version_in(lock: str) -> None:
    assert {str(pin) for _, pin in pinned("run")} <= {str(pin) for _, pin in pinned(lock)}


@pytest.mark.parametrize("lock", ["benchmark", "docs"])
def test_no_package_has_another_version_for_benchmarks_or_docs_than_for_tests(lock: str) -> None:
    """They are installed in one environment."""
    tested = {pin.name: str(pin.specifier) for _, pin in pinned("test")}
    assert {
        pin.name for _, pin in pinned(lock) if tested.get(pin.name, str(pin.specifier)) != str(pin.specifier)
    } == set()

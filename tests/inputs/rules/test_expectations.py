"""Which way a document says that an outcome goes: outcomes that exist, each once, and words that are known."""

from __future__ import annotations

import pytest
from proef import Project, problems

from simulate.inputs.resolve.resolved import dump_scenario, load_scenario
from simulate.inputs.resolve.scenario import resolve
from simulate.running.identity import fingerprint
from simulate.scenario import Expectation
from simulate.vocabulary import Label

BEFORE = "  effects:\n    - parameter: proef.instroom.stop"


def expecting(project: Project, text: str) -> None:
    project.change("scenarios/maatregelen/proef.yaml", BEFORE, f"  expects: {text}\n{BEFORE}")


def test_an_expectation_has_a_source_and_decides_no_number(project: Project) -> None:
    before = fingerprint(resolve("plan.yaml"))
    expecting(project, "{open_zaken: {goes: higher, source: 'vng-2024:12', note: {nl: Zo., en: So.}}}")
    scenario = resolve("plan.yaml")
    (one,) = scenario.measures[0].expects
    assert one == Expectation(
        model="proef", outcome="open_zaken", goes="higher", source="vng-2024:12", note=Label("Zo.", "So.")
    )
    assert fingerprint(scenario) == before
    path = project.write("opgelost.yaml", dump_scenario(scenario))
    assert load_scenario(path) == scenario


def test_without_a_source_it_is_that_of_the_measure(project: Project) -> None:
    expecting(project, "{open_zaken: lower}")
    (one,) = resolve("plan.yaml").measures[0].expects
    assert (one.goes, one.source) == ("lower", "vng-2024:1210-1212")


@pytest.mark.parametrize(
    ("text", "said", "help_"),
    [
        ("{open_zakn: lower}", "there is no outcome 'open_zakn'", "did you mean 'open_zaken'?"),
        ("{'open_zaken[kansarm]': lower}", "open_zaken is not divided by prospect group", ""),
        ("{open_zaken: lowr}", "'lowr'", "lower"),
        ("{open_zaken: {goes: lower, source: nergens}}", "there is no source 'nergens'", ""),
        ("{open_zaken: {gaat: lower}}", "unknown key 'gaat'", "goes"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(project: Project, text: str, said: str, help_: str) -> None:
    expecting(project, text)
    found = problems(lambda: resolve("plan.yaml"))
    assert any(said in str(one) and help_ in str(one) and "maatregelen/proef.yaml" in str(one) for one in found), found

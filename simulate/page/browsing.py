"""The calls about what there is: models, scenarios, measures, parameters, texts."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from simulate.page import catalogue
from simulate.page.basis import basis_of
from simulate.page.bodies import (
    given,
    language_of,
    no,
)
from simulate.page.opened import Page
from simulate.page.texts import texts


async def models(page: Page, request: Request) -> Response:
    """List the models."""
    return given(await page.read(lambda: catalogue.models(page.desk.fresh(), language_of(request))))


async def scenarios(page: Page, request: Request) -> Response:
    """List the scenarios and the newest results."""
    language = language_of(request)

    def listed() -> dict[str, Any]:
        fresh = page.desk.fresh()
        return {
            "scenarios": catalogue.scenarios(fresh, language),
            "models": catalogue.models(fresh, language),
            "results": catalogue.newest_results(language),
        }

    return given(await page.read(listed))


async def scenario(page: Page, request: Request) -> Response:
    """Describe a scenario: what can be changed of it and seen of it. What computes it is made ready meanwhile."""
    name, language = request.path_params["name"], language_of(request)
    base = await page.read(page.desk.base, name)
    found = await page.read(catalogue.scenario, page.desk.catalogue, base, name, language)
    return given(found | {"basis": await page.read(basis_of, base)})


async def measures(page: Page, request: Request) -> Response:
    """List the measures of a scenario that words mean; all of them without words."""
    language, words = language_of(request), request.query_params.get("q", "")
    base = await page.read(page.desk.base, request.query_params.get("scenario", ""))
    every = await page.read(catalogue.measures, page.desk.catalogue, base, language)
    if not words.strip():
        return given({"measures": every})
    by_name = {one["name"]: one for one in every}
    names = await page.read(lambda: page.found().measures(words, list(by_name)))
    return given({"measures": [by_name[name] for name in names]})


async def measure(page: Page, request: Request) -> Response:
    """Give the words of the document behind a measure."""
    name = request.path_params["name"]
    found = await page.read(lambda: catalogue.measure_source(page.desk.fresh(), name, language_of(request)))
    return given(found) if found else no(request, 404, f"there is no measure '{name[:80]}'")


async def parameters(page: Page, request: Request) -> Response:
    """List the parameters of a scenario that words mean, or those of some names."""
    language, asked = language_of(request), request.query_params
    base = await page.read(page.desk.base, asked.get("scenario", ""))
    if names := asked.get("names"):
        some = names.split(",")[:200]
        return given({"parameters": await page.read(catalogue.parameters, page.desk.catalogue, base, some, language)})
    words = asked.get("q", "")
    return given({"parameters": await page.read(lambda: page.found().parameters(words, base, language))})


async def said(page: Page, request: Request) -> Response:
    """Give the texts of the page."""
    return given(texts(language_of(request)))

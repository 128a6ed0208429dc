"""The server of the page: which calls there are. What each gives is in the files that it names."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulate.page import catalogue
from simulate.page.bodies import Call, answered, given, no
from simulate.page.browsing import measure, measures, models, parameters, said, scenario, scenarios
from simulate.page.checking import check
from simulate.page.opened import Page
from simulate.page.schema import openapi
from simulate.page.taking import explain, job_cancel, job_file, job_of, keep, report
from simulate.page.watching import begin, cancel, draws_csv, events, outcome, scenario_yaml

SCRIPTS = (
    "answering",
    "chart",
    "choosing",
    "comparing",
    "fields",
    "jobs",
    "levers",
    "making",
    "measures",
    "notices",
    "page",
    "parts",
    "running",
    "state",
    "taking",
)
"""The modules of the page, each of one subject; `page` is where they begin."""
STATIC = {
    "page.html": "text/html; charset=utf-8",
    "page.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
    **{f"{name}.js": "text/javascript; charset=utf-8" for name in SCRIPTS},
}
EXPLORE = "explore.js"
"""The drawing of the report's explorer, of which the page uses the small functions."""


async def root(page: Page, request: Request) -> Response:
    """Give the page."""
    return Response(_asset("page.html"), media_type=STATIC["page.html"])


async def static(page: Page, request: Request) -> Response:
    """Give a file of the page: only those that are listed."""
    name = request.path_params["name"]
    if name == EXPLORE:
        text = (files("simulate.render") / "page" / EXPLORE).read_bytes()
        return Response(text, media_type="text/javascript; charset=utf-8")
    if name not in STATIC:
        return no(request, 404, "there is no such file")
    return Response(_asset(name), media_type=STATIC[name])


def _asset(name: str) -> bytes:
    return (files("simulate.page") / "static" / name).read_bytes()


async def api(page: Page, request: Request) -> Response:
    """Give the description of these calls, as OpenAPI."""
    return given(openapi())


CALLS: tuple[tuple[str, str, Call], ...] = (
    ("GET", "/api/models", models),
    ("GET", "/api/scenarios", scenarios),
    ("GET", "/api/scenarios/{name}", scenario),
    ("GET", "/api/measures", measures),
    ("GET", "/api/measures/{name}", measure),
    ("GET", "/api/parameters", parameters),
    ("GET", "/api/texts", said),
    ("POST", "/api/check", check),
    ("POST", "/api/runs", begin),
    ("DELETE", "/api/runs/{id}", cancel),
    ("GET", "/api/runs/{id}/events", events),
    ("GET", "/api/runs/{id}/outcomes/{name}", outcome),
    ("GET", "/api/runs/{id}/draws.csv", draws_csv),
    ("GET", "/api/scenario.yaml", scenario_yaml),
    ("POST", "/api/keep", keep),
    ("POST", "/api/report", report),
    ("POST", "/api/explain", explain),
    ("GET", "/api/jobs/{id}", job_of),
    ("DELETE", "/api/jobs/{id}", job_cancel),
    ("GET", "/api/jobs/{id}/file", job_file),
    ("GET", "/api/openapi.json", api),
)


def application(page: Page) -> Starlette:
    """Make the application of an open project. Its workers begin and end with it."""

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        page.workers.start()
        # The project is read while the browser starts.
        reading = asyncio.create_task(page.read(lambda: catalogue.scenarios(page.desk.fresh(), "nl")))
        try:
            yield
        finally:
            reading.cancel()
            await page.jobs.stop()
            await page.workers.stop()

    routes = [Route(path, answered(call), methods=[method]) for method, path, call in CALLS]
    routes += [Route("/", answered(root)), Route("/static/{name}", answered(static))]
    app = Starlette(routes=routes, lifespan=living)
    app.state.page = page
    return app

"""The calls that begin runs, follow them, and give what they have computed so far."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from simulate.dutch.translating import translate
from simulate.errors import SimulateError
from simulate.page import answers
from simulate.page.bodies import (
    AskedRuns,
    given,
    language_of,
    no,
    read_body,
    read_wish,
)
from simulate.page.memory import give_back
from simulate.page.opened import Page
from simulate.page.plan import DRAWS
from simulate.page.runs import Run, watch
from simulate.page.security import MOST_STREAMS
from simulate.page.wish import decode, encode


async def begin(page: Page, request: Request) -> Response:
    """Make the runs of a wish. They are computed while somebody listens to their events, or asks for an outcome."""
    body = await read_body(request, AskedRuns)
    wish, _ = read_wish(body)
    now, others = await page.plans(wish, body.compare)
    every = [now.base, *(plan.scenario for _, plan in others)]
    wanted = answers.wanted_of(every, wish.outcome)
    runs = [page.runs.of(one, wanted) for one in every]
    return given(
        {
            "id": runs[-1].id,
            "base": runs[0].id,
            "runs": [run.id for run in runs],
            "names": [name for name, _ in others],
            "stages": list(page.runs.stages(now.base)),
            "state": encode(wish),
            "outcome": str(answers.part_shown(wish.outcome, now.scenario)),
        },
        202,
    )


def _runs_asked(page: Page, request: Request) -> tuple[list[Run], list[str]] | None:
    """Return the runs that a request is about, the base first, and their names; None where one is not there."""
    given = request.query_params
    ids = [request.path_params["id"], *given.getlist("with")]
    base = given.get("against")
    others = [page.runs.get(id_) for id_ in ids if id_ != base]
    first = [page.runs.get(base)] if base else []
    found = [*first, *others]
    if not found or any(one is None for one in found):
        return None
    names = given.getlist("name")
    labels = ["basis", *(names if len(names) == len(others) else [f"{place + 1}" for place in range(len(others))])]
    return [one for one in found if one is not None], labels[: len(found)] if first else labels[1:] or ["basis"]


MANY = "too many pages are waiting for runs at once"
GONE = "this run is not there (any longer): ask for it again"


async def events(page: Page, request: Request) -> Response:
    """Tell how runs come along, while they are computed: queued, progress, preview, done, failed."""
    asked = _runs_asked(page, request)
    if asked is None:
        return no(request, 404, GONE)
    if sum(map(len, page.streams.values())) >= MOST_STREAMS:
        return no(request, 503, MANY)
    language = language_of(request)

    async def telling() -> AsyncIterator[str]:
        task = asyncio.current_task()
        assert task is not None
        mine = page.streams.setdefault(request.path_params["id"], set())
        mine.add(task)
        news: list[str] = []
        pending: asyncio.Task[Any] | None = None
        try:
            if sum(map(len, page.streams.values())) > MOST_STREAMS:
                # Of many that came at once, before any was counted.
                yield _event("failed", {"message": translate(MANY, language)})
                return
            yield _event("queued", {"stages": list(page.runs.stages(asked[0][0].scenario))})
            stages = watch(page.runs, asked[0], news.append)
            while True:
                pending = asyncio.ensure_future(_next(stages))
                # What is computed is said at once, also where it takes seconds.
                await asyncio.sleep(0)
                while not pending.done():
                    if news:
                        yield _event("progress", {"draws": int(news.pop())})
                    await asyncio.wait([pending], timeout=2.0)
                    if not pending.done() and not news:
                        yield ": waiting\n\n"
                stage = pending.result()
                if stage is None:
                    break
                yield _event("preview", {"draws": stage.draws, "last": stage.last})
            yield _event("done", {"draws": asked[0][0].draws})
        except asyncio.CancelledError:
            if pending is not None:
                pending.cancel()
            raise
        except SimulateError as error:
            yield _event("failed", {"message": translate(str(error), language)})
        finally:
            if pending is not None and not pending.done():
                pending.cancel()
            mine.discard(task)
            if not mine:
                page.streams.pop(request.path_params["id"], None)

    return StreamingResponse(telling(), media_type="text/event-stream")


async def _next(stages: AsyncIterator[Any]) -> Any:
    return await anext(stages, None)


def _event(kind: str, data: dict[str, Any]) -> str:
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n"


async def cancel(page: Page, request: Request) -> Response:
    """Leave off a run: whoever listens to its events hears no more."""
    for task in list(page.streams.get(request.path_params["id"], ())):
        task.cancel()
    return given({"cancelled": True})


async def outcome(page: Page, request: Request) -> Response:
    """Give what is shown of an outcome of a run, by itself or against a base; it is computed if it is not there."""
    asked = _runs_asked(page, request)
    if asked is None:
        return no(request, 404, GONE)
    runs, names = asked
    draws, year = _whole(request, "draws", 250, DRAWS), request.query_params.get("year", "")
    stages = page.runs.stages(runs[0].scenario)
    await asyncio.gather(*(page.runs.need(run, draws) for run in runs))
    shown_year = int(year) if re.fullmatch("[0-9]{4}", year) else None
    data = await asyncio.to_thread(
        _shown, runs, names, draws, request.path_params["name"], shown_year, language_of(request), draws >= stages[-1]
    )
    return given(data)


def _shown(*asked: Any) -> dict[str, Any]:
    """Return what is shown; what it was worked out from, of all draws, is given back."""
    try:
        return answers.shown(*asked)
    finally:
        give_back(collect=False)


def _whole(request: Request, name: str, default: int, most: int) -> int:
    given = request.query_params.get(name, "")
    return max(1, min(int(given), most)) if re.fullmatch("[0-9]{1,6}", given) else default


async def scenario_yaml(page: Page, request: Request) -> Response:
    """Give the scenario of a wish, as `simulate run` takes it."""
    wish, _ = decode(request.query_params.get("state", ""))
    plan = await page.plan(wish)
    name = f"{wish.scenario.removesuffix('.yaml')}-wat-als.yaml"
    return Response(plan.text, media_type="application/yaml", headers=_attached(name))


def _attached(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


async def draws_csv(page: Page, request: Request) -> Response:
    """Give what is shown as CSV: a row a month, the quantiles of each run and of the difference."""
    asked = _runs_asked(page, request)
    if asked is None:
        return no(request, 404, GONE)
    runs, names = asked
    draws = _whole(request, "draws", 250, DRAWS)
    await asyncio.gather(*(page.runs.need(run, draws) for run in runs))
    part = request.query_params.get("outcome", "")
    data = await asyncio.to_thread(_shown, runs, names, draws, part, None, language_of(request), False)
    text = io.StringIO()
    _write_csv(csv.writer(text, lineterminator="\n"), data)
    return Response(text.getvalue(), media_type="text/csv; charset=utf-8", headers=_attached("uitkomst.csv"))


def _write_csv(writer: Any, data: dict[str, Any]) -> None:
    statistics = ("mean", "p5", "p25", "p50", "p75", "p95")
    writer.writerow(("outcome", "run", "what", "month", "draws", *statistics))
    for run in data["runs"]:
        for what in ("fan", "difference"):
            if what in run:
                for place, month in enumerate(run[what]["at"]):
                    numbers = ("" if run[what][name][place] is None else run[what][name][place] for name in statistics)
                    writer.writerow((data["outcome"], run["name"], what, month, data["draws"], *numbers))

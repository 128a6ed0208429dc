"""What is asked of the page and how it is answered: bodies by their forms, and mistakes as answers with a reason."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from simulate.dutch.translating import translate
from simulate.errors import InputError, Problem, SimulateError
from simulate.page.opened import Gone, Page, asking
from simulate.page.plan import DRAWS, Refused
from simulate.page.security import TooLarge, refuse
from simulate.page.wish import Unread, Wish, decode
from simulate.vocabulary import Language

SAVED_NAME = r"[a-z0-9][a-z0-9_-]{0,59}"
MOST_DRAWS = 20_000

Body = TypeVar("Body", bound=BaseModel)
Call = Callable[[Page, Request], Awaitable[Response]]


class Asked(BaseModel):
    """The body of what asks for runs: a wish as fields, or as the text of an address."""

    model_config = ConfigDict(extra="forbid")
    wish: Wish | None = None
    state: str | None = Field(default=None, max_length=20_000)


class AskedRuns(Asked):
    compare: bool = False
    """Hold the kept variants against the base too, and not only what is changed now."""


class AskedKeep(Asked):
    name: str = Field(pattern=f"^{SAVED_NAME}$")
    draws: int = Field(default=DRAWS, ge=1, le=MOST_DRAWS)


class AskedReport(Asked):
    form: str = Field(default="html", pattern="^(html|docx)$")
    draws: int = Field(default=1000, ge=1, le=MOST_DRAWS)


def read_wish(body: Asked) -> tuple[Wish, list[Unread]]:
    """Return the wish of a body, and what of its text could not be understood."""
    if body.wish is not None:
        return body.wish, []
    return decode(body.state or "")


async def read_body(request: Request, form: type[Body]) -> Body:
    """Read a body by its form. InputError where it is not that."""
    try:
        return form.model_validate_json(await asyncio.wait_for(request.body(), 15))
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        places = [Problem("request", 0, 1, f"{'.'.join(map(str, one['loc']))}: {one['msg']}") for one in found[:20]]
        raise InputError(places) from None


def language_of(request: Request) -> Language:
    """Return the language that is asked for: Dutch, unless it is English."""
    return "en" if request.query_params.get("language") == "en" else "nl"


def answered(function: Call) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of a call: what is wrong becomes an answer with a reason, never a traceback."""

    async def endpoint(request: Request) -> Response:
        page: Page = request.app.state.page
        asking.set(request)
        try:
            return await function(page, request)
        except Gone:
            return Response(status_code=499)
        except TooLarge:
            return no(request, 413, "that is more than the page ever sends")
        except TimeoutError:
            return no(request, 408, "that took too long to come")
        except InputError as error:
            return JSONResponse({"problems": problems_of(error, language_of(request))}, 422)
        except SimulateError as error:
            return no(request, 409, str(error))

    return endpoint


def problems_of(error: InputError, language: Language) -> list[dict[str, Any]]:
    """Return problems as `simulate check` says them, each with the field of the page that it belongs to."""
    fields = {id(one.problem): one.field for one in error.refusals} if isinstance(error, Refused) else {}
    by_value = {one.problem: one.field for one in error.refusals} if isinstance(error, Refused) else {}
    return [
        {
            "field": fields.get(id(one), by_value.get(one, "")),
            "message": translate(one.message, language),
            "expected": translate(one.expected, language) if one.expected else "",
            "hint": translate(one.hint, language) if one.hint else "",
            "place": one.place,
        }
        for one in error.problems
    ]


def no(request: Request, status: int, message: str) -> Response:
    """Return an answer that says why something is not given, in the language of who asks."""
    return refuse(status, translate(message, language_of(request)))


def given(data: Any, status: int = 200) -> Response:
    """Return data as an answer."""
    return JSONResponse(data, status)

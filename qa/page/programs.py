"""What programs ask over HTTP: routes beside the page, described by OpenAPI."""

import secrets
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.security import HTTPAuthorizationCredentials
from fastapi.security.http import HTTPBase
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException as StarletteHTTPException

from index import ArticleQAError
from index.errors import ArticleError, BusyError
from qa.article_qa import Limits
from qa.service import MOST_RETURNED, Service
from qa.showing import forms

BASIC = HTTPBase(scheme="basic", scheme_name="Accounts", auto_error=False)
WHO_ARE_YOU = "Name or password is wrong or missing: send both by HTTP Basic."
RETRY_AFTER = {"retry-after": "5"}
"""Seconds after which one of those that wait is answered, mostly."""


class Limited(BaseModel):
    """Which articles count; all do where nothing is set."""

    model_config = ConfigDict(extra="forbid")
    source: Annotated[str | None, Field(description="Part of their address or file name.")] = None
    author: Annotated[str | None, Field(description="Part of their byline.")] = None
    since: Annotated[date | None, Field(description="The first day.")] = None
    until: Annotated[date | None, Field(description="The last day.")] = None
    articles: Annotated[list[str] | None, Field(description="Their ids.")] = None

    @property
    def limits(self) -> Limits:
        """What was set, as the service takes it."""
        return Limits(
            source=self.source,
            author=self.author,
            since=self.since,
            until=self.until,
            articles=self.articles,
        )


class Asking(Limited):
    """A question, and whose statements alone count."""

    question: Annotated[str, Field(description="One question that makes sense on its own.")]
    speaker: Annotated[str | None, Field(description="A speaker, by name or role.")] = None


class Quotation(Limited):
    """A quotation, and whom it is given to."""

    quotation: Annotated[str, Field(description="The words, as you would quote them.")]
    speaker: Annotated[
        str | None, Field(description="Who is said to have said them, by name or role.")
    ] = None


class Listing(Limited):
    """Which quote sheets come back."""

    article: Annotated[str | None, Field(description="The id of one article.")] = None
    speaker: Annotated[
        str | None,
        Field(description="Return only the statements of this speaker, given by name or role."),
    ] = None
    offset: Annotated[int, Field(ge=0, description="How many speakers to skip.")] = 0
    limit: Annotated[int, Field(ge=1, le=MOST_RETURNED, description="The most speakers.")] = (
        MOST_RETURNED
    )


def add_programs(
    server: FastAPI, service: Service, accounts: Sequence[tuple[str, str]] = ()
) -> None:
    """Adds the routes to a server; with `accounts`, for those alone who know a name and password.

    What is wrong with a request comes back as a `forms.Problem`.
    """
    server.include_router(_routes(service, accounts))
    server.add_exception_handler(ArticleQAError, _refused)
    server.add_exception_handler(RequestValidationError, _malformed)
    server.add_exception_handler(StarletteHTTPException, _closed)


def _routes(service: Service, accounts: Sequence[tuple[str, str]]) -> APIRouter:
    routes = APIRouter(
        dependencies=[Depends(_known(accounts))] if accounts else [],
        responses={status: {"model": forms.Problem} for status in ("4XX", "503")},
    )

    @routes.post("/ask")
    def ask(asking: Asking) -> forms.Answer:
        """Answers a question with word-for-word extracts, or says that the articles do not."""
        return service.ask(asking.question, asking.speaker, asking.limits)

    @routes.post("/verify")
    def verify(quotation: Quotation) -> forms.Verification:
        """Tells whether a quotation stands in the articles, and who says it there."""
        return service.verify(quotation.quotation, quotation.speaker, quotation.limits)

    @routes.get("/speakers")
    def speakers(listing: Annotated[Listing, Query()]) -> forms.Speakers:
        """Lists who is quoted, and what each of them said."""
        return service.speakers(
            listing.article,
            speaker=listing.speaker,
            limits=listing.limits,
            offset=listing.offset,
            limit=listing.limit,
        )

    return routes


def _known(
    accounts: Sequence[tuple[str, str]],
) -> Callable[[HTTPAuthorizationCredentials | None], None]:
    def known(given: Annotated[HTTPAuthorizationCredentials | None, Depends(BASIC)]) -> None:
        try:
            pair = b64decode(given.credentials) if given else b""
        except ValueError:
            pair = b""
        # all are compared, each in constant time, so that the time tells nothing
        right = [secrets.compare_digest(pair, ":".join(account).encode()) for account in accounts]
        if not any(right):
            raise HTTPException(401, WHO_ARE_YOU, {"www-authenticate": 'Basic realm="Article QA"'})

    return known


def _refused(_: Request, error: Exception) -> Response:
    if isinstance(error, BusyError):
        return _problem(503, str(error), RETRY_AFTER)
    return _problem(404 if isinstance(error, ArticleError) else 400, str(error))


def _malformed(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - what the handler is for
    wrong = error.errors()[0]
    place = ".".join(str(part) for part in wrong["loc"])
    return _problem(400, f"{place}: {wrong['msg']}. /openapi.json says what is taken.")


def _closed(_: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)  # noqa: S101 - what the handler is for
    return _problem(error.status_code, str(error.detail), error.headers)


def _problem(status: int, error: str, headers: Mapping[str, str] | None = None) -> Response:
    problem = forms.Problem(error=error)
    return Response(problem.model_dump_json(), status, headers, "application/json")

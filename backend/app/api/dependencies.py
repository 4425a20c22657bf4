"""What routes ask for: a session, the user, a JSON body, a page."""

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPBearer
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.reader import Reader
from app.core.security import InvalidToken, verify_token


class TokenUser(HTTPBearer):
    """Tells whose token was sent. In one dependency: each takes FastAPI as long as to check the token."""

    async def __call__(self, request: Request) -> str:
        credentials = await super().__call__(request)
        if credentials is None:
            raise _unauthorized("Send `Authorization: Bearer <token>`.", "Bearer")
        try:
            return verify_token(credentials.credentials, request.app.state.jwt_key)
        except InvalidToken as error:
            raise _unauthorized(str(error), 'Bearer error="invalid_token"') from None


async def get_session(request: Request) -> AsyncIterator[AsyncSession]:
    async with request.app.state.sessions() as session:
        yield session


# Async, although it waits for nothing: FastAPI would send it through a thread for each request.
async def get_reader(request: Request) -> Reader:
    return request.app.state.reader


async def verify_any_token(request: Request) -> None:
    if "authorization" in request.headers:
        await token_user(request)


async def require_json(request: Request) -> None:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body as `Content-Type: application/json`.")


def _unauthorized(detail: str, challenge: str) -> HTTPException:
    return HTTPException(HTTPStatus.UNAUTHORIZED, detail, {"WWW-Authenticate": challenge})


Session = Annotated[AsyncSession, Depends(get_session)]
Read = Annotated[Reader, Depends(get_reader)]
token_user = TokenUser(
    auto_error=False, bearerFormat="JWT", scheme_name="token", description="A token of the frontend."
)
UserId = Annotated[str, Depends(token_user)]
JSON_BODY = [Depends(require_json)]

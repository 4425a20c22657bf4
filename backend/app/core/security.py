"""Verification of the short-lived JWT that the frontend mints for each request."""

import time

import jwt

ISSUER = "todo-frontend"
AUDIENCE = "todo-backend"
ALGORITHM = "HS256"
REQUIRED_CLAIMS = ["sub", "iss", "aud", "iat", "exp"]
SUBJECT_MAX_LENGTH = 255
# The frontend's clock may run this far ahead of ours.
CLOCK_SKEW_SECONDS = 2


class InvalidToken(Exception):
    """The token proves nothing; the message says why and never repeats the token."""


def verify_token(token: str, key: bytes) -> str:
    """Return the id of the user that `token` speaks for, or raise InvalidToken."""
    try:
        claims = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            issuer=ISSUER,
            options={"require": REQUIRED_CLAIMS, "verify_iat": False},
        )
    except jwt.InvalidTokenError as error:
        raise InvalidToken(_reason(error)) from None
    _check_issued_at(claims["iat"])
    return _checked_subject(claims["sub"])


def _reason(error: jwt.InvalidTokenError) -> str:
    return "The token has expired." if isinstance(error, jwt.ExpiredSignatureError) else "The token is not valid."


def _check_issued_at(issued_at: object) -> None:
    # PyJWT's own check allows no skew unless `exp` gets the same.
    if type(issued_at) not in (int, float) or not issued_at <= time.time() + CLOCK_SKEW_SECONDS:
        raise InvalidToken("The token is not valid yet.")


def _checked_subject(subject: str) -> str:
    # isprintable() also refuses NUL and lone surrogates, which a database cannot store.
    if not subject.strip() or len(subject) > SUBJECT_MAX_LENGTH or not subject.isprintable():
        raise InvalidToken("The token names no user.")
    return subject

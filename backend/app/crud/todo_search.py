"""Finds by an index of trigrams which todos may contain a text; what they really contain is for the query to check."""

from uuid import UUID

from sqlalchemy import Select, String, Uuid, bindparam, column, func, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

TRIGRAM = 3

texts = table("todo_search_texts", column("number"), column("todo_id", Uuid), column("text", String))


def candidates(dialect: str, is_short: bool) -> Select[tuple[UUID]]:
    """The ids of all todos, of all users, that have the trigrams of a text; its parameters are `search_values`.

    `is_short` if the text is shorter than a trigram.
    """
    if dialect == "postgresql":
        trigrams = func.todo_search_trigrams(texts.c.text, type_=TSVECTOR)
        query = func.todo_search_query(bindparam("wanted", type_=String), type_=TSQUERY)
        return select(texts.c.todo_id).where(trigrams.bool_op("@@")(query))
    if is_short:
        found = text("SELECT doc FROM todo_search_terms WHERE term >= :first AND term < :beyond").columns(column("doc"))
    else:
        found = text("SELECT rowid FROM todo_search WHERE todo_search MATCH :query").columns(column("rowid"))
    return select(texts.c.todo_id).where(texts.c.number.in_(found))


def is_short(wanted: str) -> bool:
    """Whether `wanted` is shorter than a trigram."""
    return len(wanted.lower()) < TRIGRAM


def search_values(wanted: str) -> dict[str, str]:
    """What `candidates` of `wanted` are asked with, on either database."""
    lower = wanted.lower()
    # Every third and the last: together they cover the text.
    last = max(len(lower) - TRIGRAM, 0)
    trigrams = {lower[start : start + TRIGRAM] for start in (*range(0, last, TRIGRAM), last)}
    # FTS5's string, in which a quotation mark is doubled.
    query = " AND ".join('"{}"'.format(trigram.replace('"', '""')) for trigram in sorted(trigrams))
    return {"wanted": wanted, "first": lower, "beyond": _successor(lower), "query": query}


def _successor(beginning: str) -> str:
    """The least text after all that begin so, as their bytes in UTF-8 compare."""
    following = ord(beginning[-1]) + 1
    # The code points in between belong to UTF-16 alone.
    return beginning[:-1] + chr(0xE000 if following == 0xD800 else following)

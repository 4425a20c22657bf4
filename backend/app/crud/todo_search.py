"""Finds by an index of trigrams which todos may contain a text; what they really contain is for the query to check."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, Uuid, column, func, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

TRIGRAM = 3

texts = table("todo_search_texts", column("number"), column("todo_id", Uuid), column("text", String))


def candidates(wanted: str, dialect: str) -> Select[tuple[UUID]]:
    """The ids of all todos, of all users, that have the trigrams of `wanted`, which may be shorter than one."""
    if dialect == "postgresql":
        trigrams = func.todo_search_trigrams(texts.c.text, type_=TSVECTOR)
        query = func.todo_search_query(wanted, type_=TSQUERY)
        return select(texts.c.todo_id).where(trigrams.bool_op("@@")(query))
    return select(texts.c.todo_id).where(texts.c.number.in_(_numbers(wanted.lower())))


def _numbers(wanted: str) -> Any:
    if len(wanted) < TRIGRAM:
        beginning = text("SELECT doc FROM todo_search_terms WHERE term >= :first AND term < :beyond")
        return beginning.bindparams(first=wanted, beyond=_successor(wanted)).columns(column("doc"))
    # Every third and the last: together they cover the text.
    last = len(wanted) - TRIGRAM
    trigrams = {wanted[start : start + TRIGRAM] for start in (*range(0, last, TRIGRAM), last)}
    # FTS5's string, in which a quotation mark is doubled.
    query = " AND ".join('"{}"'.format(trigram.replace('"', '""')) for trigram in sorted(trigrams))
    matching = text("SELECT rowid FROM todo_search WHERE todo_search MATCH :query")
    return matching.bindparams(query=query).columns(column("rowid"))


def _successor(beginning: str) -> str:
    """The least text after all that begin so, as their bytes in UTF-8 compare."""
    following = ord(beginning[-1]) + 1
    # The code points in between belong to UTF-16 alone.
    return beginning[:-1] + chr(0xE000 if following == 0xD800 else following)

"""What SQLite searches by: an FTS5 index of the trigrams of each todo's text.

The text ends with two line ends, so that each of its characters begins a trigram, and a search for one or two
characters is one for the trigrams that begin with them.
"""

TEXT = "lower({0}.title) || char(10) || coalesce(lower({0}.notes), '') || char(10, 10)"
ADD = "INSERT INTO todo_search (rowid, text) VALUES (new.number, new.text)"
# FTS5 has no copy of the text, and wants to be told what it was.
REMOVE = "INSERT INTO todo_search (todo_search, rowid, text) VALUES ('delete', old.number, old.text)"
# Whether a todo of the user that came in before is as new, or newer.
LATE = """EXISTS (
    SELECT 1 FROM todos
    WHERE user_id = new.user_id AND created_at >= new.created_at AND number < new.number
)"""


def todo_triggers(*, numbered: bool = False) -> list[str]:
    """What keeps the texts as the todos are, and what is derived from a todo beside it.

    `numbered` where todos have numbers of their own, and are marked as late.
    """
    columns, values, derived = "todo_id, text", f"new.id, {TEXT.format('new')}", ""
    if numbered:
        columns, values, derived = f"number, {columns}", f"new.number, {values}", f", late = {LATE}"
    return [
        f"""CREATE TRIGGER todos_insert AFTER INSERT ON todos BEGIN
            UPDATE todos SET title_key = lower(new.title){derived} WHERE id = new.id;
            INSERT INTO todo_search_texts ({columns}) VALUES ({values});
        END""",
        f"""CREATE TRIGGER todos_update AFTER UPDATE OF title, notes ON todos BEGIN
            UPDATE todos SET title_key = lower(new.title) WHERE id = new.id;
            UPDATE todo_search_texts SET text = {TEXT.format("new")} WHERE todo_id = new.id;
        END""",
        """CREATE TRIGGER todos_delete AFTER DELETE ON todos BEGIN
            DELETE FROM todo_search_texts WHERE todo_id = old.id;
        END""",
    ]


UPGRADE = [
    # Not the todo's rowid, which may change with VACUUM.
    """CREATE TABLE todo_search_texts (
        number INTEGER PRIMARY KEY,
        todo_id CHAR(32) NOT NULL UNIQUE,
        text TEXT NOT NULL
    )""",
    """CREATE VIRTUAL TABLE todo_search USING fts5 (
        text, content = 'todo_search_texts', content_rowid = 'number', detail = 'none',
        tokenize = 'trigram case_sensitive 1'
    )""",
    "CREATE VIRTUAL TABLE todo_search_terms USING fts5vocab (todo_search, instance)",
    f"INSERT INTO todo_search_texts (todo_id, text) SELECT id, {TEXT.format('todos')} FROM todos",
    "INSERT INTO todo_search (todo_search) VALUES ('rebuild')",
    f"CREATE TRIGGER todo_search_texts_insert AFTER INSERT ON todo_search_texts BEGIN {ADD}; END",
    f"CREATE TRIGGER todo_search_texts_update AFTER UPDATE ON todo_search_texts BEGIN {REMOVE}; {ADD}; END",
    f"CREATE TRIGGER todo_search_texts_delete AFTER DELETE ON todo_search_texts BEGIN {REMOVE}; END",
    *todo_triggers(),
]

DOWNGRADE = [
    "DROP TRIGGER todos_insert",
    "DROP TRIGGER todos_update",
    "DROP TRIGGER todos_delete",
    "DROP TABLE todo_search_terms",
    "DROP TABLE todo_search",
    "DROP TABLE todo_search_texts",
]

"""What PostgreSQL searches by: a GIN index of the trigrams of each todo's text.

They are stored as a tsvector, over the extension pg_trgm: a role may lack the right to create it, and it finds nothing
by one or two characters, for which this index is asked for the trigrams that begin with them.
"""

TEXT = "lower({0}.title) || chr(10) || coalesce(lower({0}.notes), '')"


def texts(*, ordered: bool = False) -> list[str]:
    """The table of the texts, made anew, its index and what keeps it; `ordered` with whose they are, and since when."""
    columns = derived = ""
    if ordered:
        # Without NOT NULL, for releases that know nothing of them.
        columns, derived = ", user_id varchar(255), created_at timestamptz", ", {0}.user_id, {0}.created_at"
    row = f"{{0}}.id, {TEXT}{derived}"
    return [
        "DROP TABLE IF EXISTS todo_search_texts",
        # Apart from the todos: PostgreSQL would work the trigrams out anew with every change of one, also of its state.
        f"""CREATE TABLE todo_search_texts (
            todo_id uuid PRIMARY KEY REFERENCES todos ON DELETE CASCADE,
            text text NOT NULL{columns}
        )""",
        f"INSERT INTO todo_search_texts SELECT {row.format('todos')} FROM todos",
        # Without fastupdate, which would leave a search to read through what was written lately.
        "CREATE INDEX todo_search ON todo_search_texts USING gin (todo_search_trigrams(text)) WITH (fastupdate = off)",
        f"""CREATE OR REPLACE FUNCTION todo_search_text() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO todo_search_texts VALUES ({row.format("NEW")})
            ON CONFLICT (todo_id) DO UPDATE SET text = EXCLUDED.text;
            RETURN NULL;
        END $$""",
        "ANALYZE todo_search_texts",
    ]


UPGRADE = [
    # The last characters make shorter ones, with nothing to follow. COST: an index is always cheaper than asking this.
    # Not PARALLEL SAFE, because to start workers takes longer than the search.
    """CREATE FUNCTION todo_search_trigrams(line text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT COST 1000 AS $$
        SELECT array_to_tsvector(array(
            SELECT letter || lead(letter, 1, '') OVER places || lead(letter, 2, '') OVER places
            FROM unnest(string_to_array(line, NULL)) WITH ORDINALITY AS letters (letter, place)
            WINDOW places AS (ORDER BY place)
        ))
    $$""",
    # Every third trigram and the last: together they cover the text.
    r"""CREATE FUNCTION todo_search_query(wanted text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT AS $$
        SELECT string_agg(
            '''' || replace(replace(substr(line, place, 3), '\', '\\'), '''', '''''') || ''''
            || CASE WHEN length(line) < 3 THEN ':*' ELSE '' END, ' & '
        )::tsquery
        FROM (SELECT lower(wanted) AS line) AS lines, LATERAL (
            SELECT generate_series(1, length(line) - 2, 3) UNION SELECT greatest(length(line) - 2, 1)
        ) AS places (place)
    $$""",
    *texts(),
    """CREATE FUNCTION todo_title_key() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.title_key := lower(NEW.title);
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER todos_title_key BEFORE INSERT OR UPDATE OF title ON todos
    FOR EACH ROW EXECUTE FUNCTION todo_title_key()""",
    """CREATE TRIGGER todos_search_text AFTER INSERT OR UPDATE OF title, notes ON todos
    FOR EACH ROW EXECUTE FUNCTION todo_search_text()""",
    # Without statistics of the new indexes it would not use them at once.
    "ANALYZE todos",
]

DOWNGRADE = [
    "DROP TRIGGER todos_search_text ON todos",
    "DROP TRIGGER todos_title_key ON todos",
    "DROP TABLE todo_search_texts",
    "DROP FUNCTION todo_search_text, todo_title_key, todo_search_query, todo_search_trigrams",
]

#!/bin/sh
# Makes a database cluster in $PGDATA with the password in POSTGRES_PASSWORD, and serves it.
set -eu
export LC_ALL=C.UTF-8 PATH="/opt/postgresql:$PATH"
printf '%s' "$POSTGRES_PASSWORD" >/tmp/password
initdb --username todo --pwfile /tmp/password --auth scram-sha-256 --no-sync >/dev/null
rm /tmp/password
echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
exec postgres -c listen_addresses='*' -c unix_socket_directories=/tmp -c fsync=off

#!/bin/sh
# Makes a database in $PGDATA with the password of POSTGRES_PASSWORD, and serves it.
set -eu
export LC_ALL=C.UTF-8 PATH="/opt/postgresql:$PATH"
# PostgreSQL wants a name for its user id, which the image does not have.
export NSS_WRAPPER_PASSWD=/tmp/passwd
printf '%s' "$POSTGRES_PASSWORD" >/tmp/password
initdb --username todo --pwfile /tmp/password --auth scram-sha-256 --no-sync >/dev/null
rm /tmp/password
echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
exec postgres -c listen_addresses='*' -c unix_socket_directories=/tmp -c fsync=off

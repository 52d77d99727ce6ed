#!/usr/bin/env bash
# Installs PostgreSQL for the tests of src/InfluenceGraph.Data/PostgreSql, where there is none: Debian's package, without a server that runs by itself.
# The tests start their own, in a temporary folder. Harmless to run again; without apt-get or the right to install it says so and ends well,
# and those tests are then skipped.
set -uo pipefail

found() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -n 1; }

if [ -n "$(found)" ]; then
  echo "PostgreSQL is there: $(found)"
  exit 0
fi

if ! command -v apt-get >/dev/null; then
  echo "No PostgreSQL and no apt-get: the tests against a server will be skipped. Install PostgreSQL 12 or later to run them."
  exit 0
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
    echo "No PostgreSQL, and no right to install it: the tests against a server will be skipped."
    exit 0
  fi
  as_root="sudo -n"
fi

# Keeps Debian from making and starting a cluster of its own.
$as_root mkdir -p /etc/postgresql-common
if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
  echo "create_main_cluster = false" | $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
fi

$as_root apt-get update -q || true
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends postgresql
if [ -n "$(found)" ]; then
  echo "PostgreSQL is installed: $(found)"
else
  echo "PostgreSQL could not be installed: the tests against a server will be skipped."
fi

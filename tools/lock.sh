#!/bin/sh
# Write the lock files anew: hashes, no addresses, so that any mirror serves them. Needs uv: UV=/path/to/uv make lock
set -eu
uv=${UV:-uv}
lock() {
    out=$1; shift
    "$uv" pip compile pyproject.toml "$@" --extra build --universal --python-version 3.11 --generate-hashes --quiet \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file "$out" >/dev/null
}
lock requirements.lock
lock requirements-dev.lock --extra dev --constraint requirements.lock
lock requirements-embedded.lock --extra embedded --constraint requirements-dev.lock
lock requirements-bench.lock --extra bench --constraint requirements-dev.lock

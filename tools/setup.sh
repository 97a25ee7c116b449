#!/usr/bin/env bash
# Lays .venv from the locks, all inside the clone, and leaves the stamp named in $1 when done.
# Without a stamp it only fetches uv. Packages come from wherever this machine's pip finds them.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3.11}

venv_module() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "setup: installing python3.11-venv, which Debian keeps apart from python3.11"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3.11 python3.11-venv >/dev/null
    else
        echo "setup: $python with its venv module is needed: apt-get install python3.11-venv" >&2
        exit 1
    fi
}

fetch_uv() {
    [ -x .bootstrap/bin/uv ] && [ .bootstrap/bin/uv -nt requirements.bootstrap.txt ] && return
    venv_module
    "$python" -m venv --clear .bootstrap
    .bootstrap/bin/pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements.bootstrap.txt
    touch .bootstrap/bin/uv
}

same_index_as_pip() {
    local index=${PIP_INDEX_URL:-$(.bootstrap/bin/pip config get global.index-url 2>/dev/null || true)}
    if [ -n "$index" ]; then export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"; fi
    if [ -n "${PIP_CERT:-}" ]; then export SSL_CERT_FILE="${SSL_CERT_FILE:-$PIP_CERT}"; fi
}

fetch_uv
[ $# -gt 0 ] || exit 0
echo "setup: installing the locked packages into .venv"
same_index_as_pip
[ -x .venv/bin/python ] || "$python" -m venv --without-pip .venv
.bootstrap/bin/uv pip sync --quiet --python .venv --require-hashes --compile-bytecode requirements.lock.txt
.bootstrap/bin/uv pip install --quiet --python .venv --no-build-isolation --no-deps --editable .
.venv/bin/python -c 'import matplotlib.font_manager'  # builds its font cache now, not inside a notebook
rm -f .venv/installed-*
touch "$1"

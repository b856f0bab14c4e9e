#!/usr/bin/env bash
# Write the locks anew: every version and the hash of every file of it, for all platforms and Pythons we support.
# Pins that still fit stay as they are; `--upgrade` takes the newest. uv resolves for all platforms at once, where
# pip-compile would only resolve for the one it runs on; it reads no pip configuration, so no index slips in.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"${PYTHON:-python3}" -m venv "$tools"
"$tools/bin/python" -m pip install --quiet --disable-pip-version-check "uv==0.13.8"

lock() {
    UV_CUSTOM_COMPILE_COMMAND="make lock" "$tools/bin/uv" pip compile \
        --quiet --no-config --universal --generate-hashes pyproject.toml "$@"
}
lock --group build --output-file constraints-run.txt "$@"
lock --group dev --constraints constraints-run.txt --output-file constraints.txt "$@"

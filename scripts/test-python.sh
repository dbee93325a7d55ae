#!/bin/sh
# Makes the Python environment that the tests compare Ferry with, and prints its interpreter's path.
#
#   scripts/test-python.sh [package...]     (default: packaging, pip)
#
# The environment lies under target/test-python. Packages come from where this machine's pip
# takes them. A package that is already there is not asked for again, so a second call needs no
# network.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
home=$root/target/test-python
python=$home/bin/python
[ $# -gt 0 ] || set -- packaging pip

find_python() {
  for candidate in "${FERRY_TEST_PYTHON:-python3}" python3 python3.13 python3.12 python3.11 python3.10; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  echo "the tests need python3 3.9 or newer with venv (Debian: python3-venv)" >&2
  exit 3
}

# Two builds at once must not make the same environment.
mkdir -p "$root/target"
exec 9>"$root/target/test-python.lock"
if command -v flock >/dev/null 2>&1; then
  flock 9
fi

if ! "$python" -c '' 2>/dev/null; then
  found=$(find_python)
  rm -rf "$home"
  "$found" -m venv "$home" >&2
fi

for package in "$@"; do
  stamp=$home/.installed-$(printf '%s' "$package" | tr -c 'A-Za-z0-9._-' '_')
  if [ ! -e "$stamp" ]; then
    echo "installing $package into target/test-python" >&2
    "$python" -m pip install --quiet --disable-pip-version-check --upgrade "$package" >&2
    : >"$stamp"
  fi
done
echo "$python"

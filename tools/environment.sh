#!/bin/sh
# Make the virtual environment of this checkout, or bring it up to date: .venv beside the Makefile.
#
#   sh tools/environment.sh run    what a user gets
#   sh tools/environment.sh dev    and what the tests and checks need
#
# Nothing is done when it is as it should be. A checkout that was moved or copied gets a new one,
# since an environment holds its own path. PYTHON names the interpreter to use.
set -eu
cd "$(dirname "$0")/.."
here=$(pwd -P)
purpose=${1:?say run or dev}
case $purpose in
    run) what=. ;;
    dev) what='.[dev,all]' ;;
    *) echo "environment.sh: '$purpose' is neither run nor dev" >&2; exit 2 ;;
esac

fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python=
for each in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if fits "$each"; then python=$each; break; fi
done
if [ -z "$python" ]; then
    echo "timeline needs Python 3.11 or newer, but none was found. Install it, or say where it is:" >&2
    echo "    make PYTHON=/path/to/python3.11 ..." >&2
    exit 1
fi

state="$purpose $here $("$python" -VV | tr '\n' ' ') $(cksum < pyproject.toml)"
done_file=.venv/.made-for-$purpose
if [ -f "$done_file" ] && [ "$(cat "$done_file")" = "$state" ]; then exit 0; fi

stays() { grep -qF -e "'$here/.venv" -e "\"$here/.venv" -e "=$here/.venv" .venv/bin/activate 2>/dev/null; }

if ! fits .venv/bin/python || ! stays; then
    echo "Making the virtual environment .venv with $("$python" -V) ..." >&2
    rm -rf .venv
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        echo "This Python cannot make virtual environments. On Debian and Ubuntu:" >&2
        echo "    apt-get install python3-venv" >&2
        exit 1
    fi
fi
echo "Installing timeline and its dependencies ..." >&2
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable "$what"
printf '%s\n' "$state" > "$done_file"

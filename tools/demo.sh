#!/bin/sh
# Show the main commands on the bundled data. Writes to demo/, from scratch each time.
set -eu
cd "$(dirname "$0")/.."
mkdir -p demo
rm -f demo/timeline.db demo/timeline.db-wal demo/timeline.db-shm demo/chronology.csv
rm -rf demo/site
TIMELINE_DB=demo/timeline.db
export TIMELINE_DB

show() {
    printf '\n$ timeline %s\n' "$*"
    .venv/bin/timeline "$@" 2>&1
}

show load snapshots
show events --from 2020
show diff us-mexico@2021 us-mexico@2022
show ingest examples/us-mexico-example
show diff us-mexico-example@2021 us-mexico-example@2022
show diff us-mexico-example@2022 us-mexico-example@2023
show export -o demo/chronology.csv
show site demo/site

cat <<'END'

Done. The files are in demo/:
  demo/timeline.db      the database that the commands above used; query it yourself
  demo/chronology.csv   the chronology, for a spreadsheet
  demo/site/            the same as pages: open demo/site/index.html in a browser

Continue with:
  . .venv/bin/activate
  export TIMELINE_DB=demo/timeline.db
  timeline serve --open
  timeline show us-mexico-example@2023
  timeline --help
END

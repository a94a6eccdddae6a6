#!/bin/sh
# run.sh PROGRAM FOLDER: opens the Sell screen on a demo season; without a terminal it sells one
# order by command, so that the main job can be seen anywhere.
set -eu
program=$1
folder=$2
mkdir -p "$folder"
store=$folder/boxoffice.db
# A demo of another day has no performances left to sell.
find "$folder" -maxdepth 1 -name 'boxoffice.db' -mtime +6 -exec rm -f {} "$store-wal" "$store-shm" \;
[ -e "$store" ] || "$program" --store "$store" demo
export BOXOFFICE_STORE="$store" BOXOFFICE_PIN=1111
if [ -t 0 ] && [ -t 1 ]; then
	exec "$program" --staff Casey --till "Till 1"
fi
echo
echo "No terminal here: one order by command, two adults and a youth for the next performance."
next=$("$program" performance list Hamlet --format csv | sed -n '2s/,.*//p')
exec "$program" --staff Casey --till "Till 1" sell "$next" "2 Adult General" "1 Youth General" --pay cash:120.00

#!/bin/sh
# run.sh PROGRAM...: runs test programs side by side (JOBS of them; as many as there are cores and one
# more, as many wait for a terminal or a scheduler), adds up what they say, and ends with the line
# "N passed, N failed".  A program that dies without saying anything has failed.
here=$(cd "$(dirname "$0")" && pwd)

if [ "$1" = --one ]; then # FOLDER PROGRAM: the numbers go to FOLDER, the words to the reader in one piece
	folder=$2 name=${3#*/tests/}
	log=$folder/$(echo "$name" | tr / .)
	start=$(date +%s)
	"$3" >"$log" 2>&1 </dev/null
	code=$?
	p=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log" | awk '{s += $1} END {print s + 0}')
	f=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test.*/\1/p' "$log" | awk '{s += $1} END {print s + 0}')
	[ "$code" = 0 ] || [ "$f" != 0 ] || f=1
	[ "$p" != 0 ] || [ "$f" != 0 ] || f=1
	echo "$p $f" >"$log.sum"
	{
		printf '%-40s %4d passed %3d failed %4ds\n' "$name" "$p" "$f" "$(($(date +%s) - start))"
		[ "$f" = 0 ] || sed 's/^/    /' "$log" | tail -n 80
	} >"$log.said"
	cat "$log.said"
	exit 0
fi

export LSAN_OPTIONS="${LSAN_OPTIONS:-suppressions=$here/lsan.supp:print_suppressions=0}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM
# The long ones first, the longest before them, so that none is left alone at the end.
longest='/crash/test_memory$|/sale/test_walk$'
long='/(crash|e2e)/|/print/test_(cups|driverless|outbox)$|/test_(random_season|after_sale|access|campaigns)$'
{
	printf '%s\n' "$@" | grep -E "$longest"
	printf '%s\n' "$@" | grep -vE "$longest" | grep -E "$long"
	printf '%s\n' "$@" | grep -vE "$longest|$long"
} | xargs -P "${JOBS:-$(($(nproc) + 1))}" -n 1 sh "$0" --one "$folder"
cat "$folder"/*.sum | awk -v programs=$# '
	{passed += $1; failed += $2; n++}
	END {
		if (n != programs) {print programs - n " programs were not run"; failed += programs - n}
		print passed " passed, " failed " failed"
		exit failed != 0 || passed == 0
	}'

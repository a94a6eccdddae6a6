#!/bin/sh
# run.sh PROGRAM...: runs test programs one after the other, adds up what they say, and ends with
# the line "N passed, N failed".  A program that dies without saying anything has failed.
here=$(cd "$(dirname "$0")" && pwd)
export LSAN_OPTIONS="${LSAN_OPTIONS:-suppressions=$here/lsan.supp:print_suppressions=0}"
passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for program; do
	name=${program#*/tests/}
	start=$(date +%s)
	"$program" >"$log" 2>&1 </dev/null
	code=$?
	p=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log" | awk '{s += $1} END {print s + 0}')
	f=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test.*/\1/p' "$log" | awk '{s += $1} END {print s + 0}')
	[ "$code" = 0 ] || [ "$f" != 0 ] || f=1
	[ "$p" != 0 ] || [ "$f" != 0 ] || f=1
	passed=$((passed + p))
	failed=$((failed + f))
	printf '%-40s %4d passed %3d failed %4ds\n' "$name" "$p" "$f" "$(($(date +%s) - start))"
	[ "$f" = 0 ] || sed 's/^/    /' "$log" | tail -n 80
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]

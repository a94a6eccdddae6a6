#!/bin/sh
# lint.sh BUILD: layout by clang-format, limits of rooms, files and functions, circles, names in comments, cppcheck.
set -u
bad=0
files=$(find src screens include tests -name '*.[ch]')
for tool in clang-format cppcheck pmccabe; do
	command -v $tool >/dev/null || {
		echo "lint: $tool is missing: make lint-packages" >&2
		exit 1
	}
done
# shellcheck disable=SC2086
clang-format --dry-run -Werror $files || bad=1
# A room is seen at a glance; the command line's nouns and objects are one list each.
for room in $(find src screens -type d); do
	case $room in src/cli/noun | src/cli/object) continue ;; esac
	n=$(find "$room" -maxdepth 1 -name '*.c' | wc -l)
	[ "$n" -le 12 ] || {
		echo "lint: $room has $n files; that is two rooms" >&2
		bad=1
	}
done
find src screens include tests -name '*.[ch]' | grep -E '/(util|utils|common|helper|helpers|misc|manager)[^/]*$' >&2 && {
	echo "lint: names that say nothing" >&2
	bad=1
}
# Ways through a function (McCabe), counted as pmccabe counts a switch: as one.
find src screens -name '*.c' -print0 | xargs -0 pmccabe | awk '
	$1 > 20 {print "lint: " $6 $7 ": " $1 " ways through"; bad = 1} END {exit bad}' >&2 || bad=1
sh tests/circles.sh . "$1" || bad=1
sh tests/names.sh . || bad=1
# A contract is a sentence, and none begins so and ends at once.
grep -nE '/\* ((By|Newest|Without) [^.:;]*|[A-Z_]+ if [^.:;]*|All or none)\. \*/' include/boxoffice/*.h >&2 && {
	echo "lint: a comment without a verb" >&2
	bad=1
}
for file in $files; do
	case $file in tests/*) continue ;; esac
	lines=$(wc -l <"$file")
	[ "$lines" -le 600 ] || {
		echo "lint: $file has $lines lines; that is two files" >&2
		bad=1
	}
	# From a line that opens a function to the next closing brace in the first column.
	awk -v file="$file" '
		/^\{/ {start = NR} /^[a-z].*\)$/ {name = $0}
		/^\}/ {if (start && NR - start > 62) {print "lint: " file ":" start ": a function of " NR - start " lines"; bad = 1} start = 0}
		END {exit bad}' "$file" >&2 || bad=1
	grep -nE '\b(strcpy|strcat|sprintf|strtok|gmtime|localtime|atoi|gets)\(' "$file" /dev/null >&2 && {
		echo "lint: banned functions" >&2
		bad=1
	}
done
# Out-parameters are filled exactly when the status is BO_OK, which cppcheck does not follow: what
# is not initialised is left to the compilers and the sanitizers.  A compound literal in the arguments
# it takes for the end of those that have a type.
cppcheck -q -j "$(nproc)" --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
	--suppress=missingIncludeSystem --suppress=uninitvar --suppress=legacyUninitvar \
	--suppress=uninitStructMember --suppress=ctuuninitvar --suppress=varFuncNullUB \
	-Iinclude -Isrc -Iscreens src screens || bad=1
exit $bad

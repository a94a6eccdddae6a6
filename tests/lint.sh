#!/bin/sh
# lint.sh: layout by clang-format, limits of files and functions, cppcheck; each if it is installed.
set -u
bad=0
files=$(find src screens include tests -name '*.[ch]')
if command -v clang-format >/dev/null; then
	for file in $files; do
		clang-format --dry-run -Werror "$file" 2>/dev/null || {
			echo "lint: $file is not as .clang-format lays it out" >&2
			bad=1
		}
	done
fi
for file in $files; do
	lines=$(wc -l <"$file")
	[ "$lines" -le 600 ] || case $file in tests/*) ;; *)
		echo "lint: $file has $lines lines; that is two files" >&2
		bad=1
		;;
	esac
	# From a line that opens a function to the next closing brace in the first column.
	awk -v file="$file" '
		/^\{/ {start = NR} /^[a-z].*\)$/ {name = $0}
		/^\}/ {if (start && NR - start > 62) {print "lint: " file ":" start ": a function of " NR - start " lines"; bad = 1} start = 0}
		END {exit bad}' "$file" >&2 || case $file in tests/*) ;; *) bad=1 ;; esac
	case $file in tests/*) continue ;; esac
	grep -nE '\b(strcpy|strcat|sprintf|strtok|gmtime|localtime|atoi|gets)\(' "$file" /dev/null >&2 && {
		echo "lint: banned functions" >&2
		bad=1
	}
done
if command -v cppcheck >/dev/null; then
	# Out-parameters are filled exactly when the status is BO_OK, which cppcheck does not follow: what
	# is not initialised is left to the compilers and the sanitizers.
	cppcheck -q --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
		--suppress=missingIncludeSystem --suppress=uninitvar --suppress=legacyUninitvar \
		--suppress=uninitStructMember --suppress=ctuuninitvar -Iinclude -Isrc -Iscreens src screens || bad=1
fi
exit $bad

#!/bin/sh
# sources.sh GENERATED: all of src/ as the compiler sees it, in one go, so that each header is read
# once: every file is included behind the other, and its macros are forgotten behind it.
# GENERATED: the folder that has embedded.h.
find src -name '*.c' | LC_ALL=C sort | while read -r file; do
	echo "#include \"$file\""
	sed -nE 's/^# *define +([A-Za-z_0-9]+).*/#undef \1/p' "$file"
done | cc -E -w -std=c17 -D_GNU_SOURCE -I. -Iinclude -Isrc -Iscreens -I"$1" \
	$(pkg-config --cflags sqlite3 pangocairo cairo-pdf) -x c -

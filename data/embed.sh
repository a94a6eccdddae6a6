#!/bin/sh
# embed.sh FOLDER FILE...: writes FOLDER/embedded.c and .h, one byte array for each file of data/.
# C17 has no #embed, and a program that carries its data cannot be installed in halves.
set -eu
out=$1
shift
{
	echo '#ifndef EMBEDDED_H'
	echo '#define EMBEDDED_H'
	echo '#include <stddef.h>'
	echo '/* size leaves out the terminator that follows; the list ends with a NULL path. */'
	echo 'struct embedded_file { const char *path; const char *text; size_t size; };'
	echo 'extern const struct embedded_file embedded_files[];'
	echo '#endif'
} >"$out/embedded.h.tmp"
{
	echo '#include "embedded.h"'
	i=0
	for f; do
		printf 'static const unsigned char f%d[] = {\n' "$i"
		od -An -v -tx1 "$f" | sed 's/ \([0-9a-f][0-9a-f]\)/0x\1,/g'
		echo '0x00};'
		i=$((i + 1))
	done
	echo 'const struct embedded_file embedded_files[] = {'
	i=0
	for f; do
		printf '\t{ "%s", (const char *)f%d, sizeof f%d - 1 },\n' "${f#data/}" "$i" "$i"
		i=$((i + 1))
	done
	printf '\t{ NULL, NULL, 0 },\n};\n'
} >"$out/embedded.c.tmp"
mv "$out/embedded.c.tmp" "$out/embedded.c"
mv "$out/embedded.h.tmp" "$out/embedded.h"

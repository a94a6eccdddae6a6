#!/bin/sh
# circles.sh ROOT BUILD: fails when files call each other in a circle, as then neither can be read, tested
# or moved without the other.  Looked at is what objects take from each other, since includes hide it: a
# header that all files of a room share forms no circle, but two files that call each other do.
# What one idea needs in two files is named so: template.c and template_check.c may call each other.
set -u
root=$1
build=$2
pairs=$(mktemp)
trap 'rm -f "$pairs"' EXIT
# shellcheck disable=SC2046
(cd "$root" && find src screens -name '*.c') | sed "s|^|$build/|; s|c\$|o|" | while read -r object; do
	[ ! -f "$object" ] || echo "$object"
done | xargs nm -A | awk -v build="$build/" '
	{
		file = $1; sub(/\.o:.*/, "", file); file = substr(file, length(build) + 1)
		if ($(NF - 1) == "U") taken[file " " $NF] = 1
		else if ($(NF - 1) ~ /^[TDBR]$/) home[$NF] = file
	}
	END {
		for (t in taken) {
			split(t, a, " "); other = home[a[2]]
			if (other == "" || other == a[1] || index(a[1] "_", other "_") == 1 || index(other "_", a[1] "_") == 1) continue
			print a[1], other
		}
	}' | sort -u >"$pairs"
[ -s "$pairs" ] || {
	echo "circles: nothing was built in $build" >&2
	exit 1
}
loops=$(tsort "$pairs" 2>&1 >/dev/null)
[ -z "$loops" ] && exit 0
echo "$loops" | sed 's/^tsort: /circles: /; s/^circles: -: .*/circles: files that call each other in a circle:/; s/^circles: [^f-].*: input.*/circles: files that call each other in a circle:/' >&2
exit 1

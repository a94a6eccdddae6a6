#!/bin/sh
# layers.sh ROOT BUILD: fails when a room reaches where it may not.  Two looks: at the includes of
# every file, and at the symbols every object takes from others, as a public header hides nothing
# from the linker.  BUILD may be empty: then only the includes are looked at.
set -u
root=$1
build=$2
bad=0
complain() {
	echo "layers: $*" >&2
	bad=1
}

# room: the rooms it may use.  Everything may use include/boxoffice.
rooms='
base:
store: base
journal: store base
house: journal store base
season: house journal store base
people: house journal store base
print: season people house journal store base
sale: print season people house journal store base
promote: sale print season people house journal store base
report: sale print season people house journal store base
demo: sale print season people house journal store base
cli:
'
may_use() { # room other
	[ "$1" = "$2" ] && return 0
	echo "$rooms" | sed -n "s/^$1: //p" | tr ' ' '\n' | grep -qx "$2"
}

# Includes with quotes name a room of the same tree: "store/sql.h", "ui/list.h".
for file in $(cd "$root" && find src screens -name '*.[ch]'); do
	case $file in
	src/*/*) room=$(echo "$file" | cut -d/ -f2) ;;
	src/*) continue ;; # main.c picks the face and sees both
	screens/ui/*) room=ui ;;
	screens/*) room=screens ;;
	esac
	for other in $(sed -n 's/^#include "\([^/"]*\)\/.*/\1/p' "$root/$file" | sort -u); do
		case $room in
		ui) [ "$other" = ui ] || complain "$file: the toolkit must not see $other" ;;
		screens) [ "$other" = ui ] || complain "$file: screens must not see src/$other" ;;
		*) may_use "$room" "$other" || complain "$file: $room must not see $other" ;;
		esac
	done
	if [ $room = ui ] && grep -q '#include <boxoffice/' "$root/$file"; then
		complain "$file: the toolkit knows no tickets"
	fi
done

only() { # pattern allowed-regex what
	for file in $(cd "$root" && grep -lE "$1" -r src screens include --include='*.[ch]'); do
		echo "$file" | grep -qE "$2" || complain "$file: only $3"
	done
}
only '#include *<sqlite3\.h>' '^src/store/' 'src/store may see sqlite3.h'
only '#include *<cups/' '^src/print/cups\.c$' 'src/print/cups.c may see cups.h'
only '#include *<(n?curses(w/curses)?|term)\.h>' '^screens/ui/term_ncurses\.c$' 'screens/ui/term_ncurses.c may see curses'
for file in $(cd "$root" && find include -name '*.h'); do
	grep -E '^#include' "$root/$file" | grep -qvE '<(boxoffice/[a-z_]+|stdbool|stddef|stdint|time)\.h>' &&
		complain "$file: the public face is C17 alone"
done

if [ -n "$build" ]; then
	objects=$(find "$build/src" "$build/screens" -name '*.o' 2>/dev/null)
	[ -n "$objects" ] || complain "nothing was built in $build"
	table=$(mktemp)
	trap 'rm -f "$table"' EXIT
	for object in $objects; do
		room=$(echo "${object#"$build"/}" | sed 's|^src/main\.o$|main|; s|^src/\([^/]*\)/.*|\1|; s|^screens/ui/.*|ui|; s|^screens/.*|screens|')
		nm "$object" | awk -v room="$room" -v object="$object" \
			'$2 ~ /^[TDBR]$/ {print "D", room, $3, object} $1 == "U" {print "U", room, $2, object}'
	done >"$table"
	# Rooms that take a symbol from another room.
	awk '$1 == "D" {home[$3] = $2} $1 == "U" {use[$2 " " $3] = $4}
	     END {for (u in use) {split(u, a, " "); if (home[a[2]] != "" && home[a[2]] != a[1]) print a[1], home[a[2]], a[2]}}' "$table" |
		sort >"$table.uses"
	while read -r room other symbol; do
		case $room in
		main) continue ;;
		cli) [ "$other" = ui ] || [ "$other" = screens ] && complain "cli calls $symbol of $other" ;;
		screens) [ "$other" = cli ] && complain "screens call $symbol of cli" ;;
		ui) complain "the toolkit calls $symbol of $other" ;;
		*) may_use "$room" "$other" || complain "$room calls $symbol of $other" ;;
		esac
	done <"$table.uses"
	rm -f "$table.uses"
	# The engine never prints, exits or reads the environment.
	awk '$1 == "U" && $2 !~ /^(main|cli|ui|screens)$/ && $3 ~ /^(printf|puts|putchar|perror|exit|_exit|abort|getenv|secure_getenv|system|initscr)$/ {print $2, $3}' "$table" |
		while read -r room symbol; do
			echo "layers: $room calls $symbol: the engine must not print, exit or read the environment" >&2
		done | grep . && bad=1
fi
exit $bad

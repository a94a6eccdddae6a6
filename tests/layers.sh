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
spelling: base
csv: base
store: spelling csv base
journal: store base
house: journal store spelling base
season: house journal store spelling base
redemption: season house journal store spelling base
people: season house journal store spelling csv base
outbox: store base
print: outbox season people house journal store spelling csv base
audience: people season house journal store spelling csv base
import: audience people house journal store spelling csv base
campaign: audience people season house journal store spelling base
promote: campaign audience people season house journal store spelling base
offer: promote campaign people season redemption house journal store spelling base
basket: offer promote campaign audience print season people house journal store spelling base
sale: basket offer promote campaign audience print season people house journal store spelling base
voucher: sale basket offer promote campaign audience print season people house journal store spelling base
report: voucher sale basket promote campaign print season people house journal store spelling csv base
demo: voucher sale basket promote campaign audience print redemption season people house journal store base
cli:
ui/draw:
ui: ui/draw
ui/term: ui ui/draw
ui/widget: ui ui/draw
frame: ui/widget ui/term ui ui/draw
kit: frame ui/widget ui ui/draw
screens: kit frame ui/widget ui ui/draw
'
may_use() { # room other
	[ "$1" = "$2" ] && return 0
	echo "$rooms" | sed -n "s|^$1: ||p" | tr ' ' '\n' | grep -qx "$2"
}

# The room of a file, from its path in pieces: the toolkit, the frame and the kit are told apart; all
# other folders of the screens are rooms side by side, and above them is the program (registry.h).
room_of='
function room_of(f) {
	if (f[1] == "src") return f[3] == "" ? "main" : f[2]
	if (f[2] == "ui" && f[4] != "") return "ui/" f[3]
	return f[2] ~ /^(ui|frame|kit)$/ ? f[2] : "screens"
}'

# Includes with quotes name a room of the same tree: "store/sql.h", "ui/event.h".
wrong=$(cd "$root" && grep -oE '^#include ("[^"]*|<boxoffice/)' -r src screens --include='*.[ch]' |
	awk -v rooms="$rooms" -v own=" $(cd "$root/screens" && echo */ registry.h main.h | tr -d /) " "$room_of"'
	BEGIN {n = split(rooms, line, "\n"); for (i = 1; i <= n; i++) {split(line[i], a, ": *"); may[a[1]] = " " a[2] " "}}
	{
		split($0, part, ":#include "); file = part[1]; what = substr(part[2], 2)
		if (file !~ /^screens\// && (file !~ /^src\/[^\/]*\// || what !~ /\//)) next # main.c picks the face and sees both
		split(file, f, "/"); room = room_of(f)
		split(what, w, "/"); first = w[1]
		if (f[1] == "screens" && first != "boxoffice") {
			if (index(own, " " first " ") == 0) {print file ": screens must not see " what; next}
			split("screens/" what, w, "/"); other = room_of(w)
		} else other = first
		if (other == "boxoffice" && room ~ /^ui/) print file ": the toolkit knows no tickets"
		else if (other == "boxoffice" || other == room) next
		else if (index(may[room], " " other " ") == 0) print file ": " room " must not see " other
	}')
[ -z "$wrong" ] || complain "$wrong"

only() { # pattern allowed-regex what
	for file in $(cd "$root" && grep -lE "$1" -r src screens include --include='*.[ch]'); do
		echo "$file" | grep -qE "$2" || complain "$file: only $3"
	done
}
only '#include *<sqlite3\.h>' '^src/store/' 'src/store may see sqlite3.h'
only '#include *"store/sqlite/' '^src/store/' 'src/store may see what only SQLite knows'
only '#include *<cups/' '^src/print/cups\.c$' 'src/print/cups.c may see cups.h'
only '#include *<(n?curses(w/curses)?|term)\.h>' '^screens/ui/term/ncurses\.c$' 'screens/ui/term/ncurses.c may see curses'
wrong=$(cd "$root" && grep -E '^#include' -r include | grep -vE '<(boxoffice/[a-z_]+|stdbool|stddef|stdint|string|time)\.h>')
[ -z "$wrong" ] || complain "the public face is C17 alone: $wrong"

if [ -n "$build" ]; then
	# An object whose source was moved away is no part of the house.
	objects=$(cd "$build" && find src screens -name '*.o' 2>/dev/null | sed 's/o$/c/' |
		(cd "$OLDPWD" && cd "$root" && xargs ls 2>/dev/null) | sed "s|^|$build/|; s/c\$/o/")
	[ -n "$objects" ] || complain "nothing was built in $build"
	table=$(mktemp)
	trap 'rm -f "$table"' EXIT
	# shellcheck disable=SC2086
	nm -A $objects | awk -v build="$build/" "$room_of"'
		{
			object = $1; sub(/:.*/, "", object); object = substr(object, length(build) + 1); split(object, f, "/")
			room = room_of(f)
			if ($2 == "U") print "U", room, $3; else if ($(NF - 1) ~ /^[TDBR]$/) print "D", room, $NF
			else if ($(NF - 1) == "U") print "U", room, $NF
		}' >"$table"
	# Rooms that take a symbol from another room.
	awk '$1 == "D" {home[$3] = $2} $1 == "U" {use[$2 " " $3] = 1}
	     END {for (u in use) {split(u, a, " "); if (home[a[2]] != "" && home[a[2]] != a[1]) print a[1], home[a[2]], a[2]}}' "$table" |
		sort >"$table.uses"
	while read -r room other symbol; do
		case $room in
		main) continue ;;
		cli)
			case $other in
			ui* | frame | kit | screens) complain "cli calls $symbol of $other" ;;
			esac
			;;
		frame | kit | screens)
			case $other in
			cli) complain "$room calls $symbol of cli" ;;
			ui* | frame | kit | screens) may_use "$room" "$other" || complain "$room calls $symbol of $other" ;;
			esac
			;;
		*) may_use "$room" "$other" || complain "$room calls $symbol of $other" ;;
		esac
	done <"$table.uses"
	rm -f "$table.uses"
	# The engine never prints, exits or reads the environment.
	awk '$1 == "U" && $2 !~ /^(main|cli|ui.*|frame|kit|screens)$/ && $3 ~ /^(printf|puts|putchar|perror|exit|_exit|abort|getenv|secure_getenv|system|initscr)$/ {print $2, $3}' "$table" |
		while read -r room symbol; do
			echo "layers: $room calls $symbol: the engine must not print, exit or read the environment" >&2
		done | grep . && bad=1
fi
exit $bad

#!/bin/sh
# names.sh ROOT: fails where a comment of src, screens or include names a function, type, constant or
# file that is not there, as a reader would look for it in vain.  Looked at are words with an underscore
# (UI_KEY_… and _KEPT stand for all that begin or end so), word(), struct, enum and union, and names of files: as seen
# from the folder, from the root, or from src, screens, include or tests.  What stands between quotes is
# somebody's text.
set -u
cd "$1" || exit 1
outside='getopt_long' # of the C library, and not called
find src screens include tests data -type f | sort >"${TMPDIR:-/tmp}/names.$$"
trap 'rm -f "${TMPDIR:-/tmp}/names.$$"' EXIT
# shellcheck disable=SC2046
awk -v outside="$outside" '
	function learn(text) {
		while (match(text, /[A-Za-z0-9_]+/)) {
			known[substr(text, RSTART, RLENGTH)] = 1
			text = substr(text, RSTART + RLENGTH)
		}
	}
	function keep(text) {
		if (checked) said[++n] = text
		if (checked) place[n] = FILENAME ":" FNR
	}
	# A comment in one piece, code besides; what a string says counts as code, for SQL names things too.
	function part(line,    end, c, before) {
		while (line != "") {
			if (inside) {
				end = index(line, "*/")
				keep(end ? substr(line, 1, end - 1) : line)
				if (!end) return
				inside = 0
				line = substr(line, end + 2)
			} else if (match(line, /\/\/|\/\*|"([^"\\]|\\.)*"|\047([^\047\\]|\\.)*\047/)) {
				before = substr(line, 1, RSTART - 1)
				c = substr(line, RSTART, RLENGTH)
				line = substr(line, RSTART + RLENGTH)
				learn(before)
				if (c == "//") {keep(line); return}
				if (c == "/*") inside = 1
				else learn(c)
			} else {
				learn(line)
				return
			}
		}
	}
	FILENAME == ARGV[1] {
		there[$0] = 1
		name = $0; sub(/.*\//, "", name); sub(/\.[a-z0-9]*$/, "", name); known[name] = 1
		next
	}
	FNR == 1 {inside = 0; checked = FILENAME ~ /^(src|screens|include)\//; c_file = FILENAME ~ /\.[ch]$/}
	c_file {part($0)}
	!c_file {learn($0)}
	function miss(i, word) {print "names: " place[i] ": there is no " word; bad = 1}
	function begins(start,    k) {for (k in known) if (index(k, start) == 1) return 1; return 0}
	function ends(with,    k) {
		for (k in known) if (length(k) > length(with) && substr(k, length(k) - length(with) + 1) == with) return 1
		return 0
	}
	function is_there(file, folder) {
		sub(/:.*/, "", folder); sub(/\/[^\/]*$/, "", folder)
		return file in there || folder "/" file in there || "src/" file in there || "screens/" file in there ||
			"include/" file in there || "tests/" file in there
	}
	END {
		split(outside, o, " "); for (i in o) known[o[i]] = 1
		for (i = 1; i <= n; i++) {
			text = said[i]
			gsub(/"[^"]*"|<[^>]*>/, " ", text)
			rest = text
			while (match(rest, /[A-Za-z0-9_.\/@-]+\.[ch]([^A-Za-z0-9_]|$)/)) {
				word = substr(rest, RSTART, RLENGTH); sub(/[^A-Za-z0-9_]$/, "", word)
				rest = substr(rest, RSTART + RLENGTH)
				if (word !~ /@/ && !is_there(word, place[i])) miss(i, word)
			}
			rest = text
			while (match(rest, /[A-Za-z0-9_]+(\(\))?/)) {
				word = substr(rest, RSTART, RLENGTH); rest = substr(rest, RSTART + RLENGTH)
				call = sub(/\(\)$/, "", word)
				type = last == "struct" || last == "enum" || last == "union"
				if (word ~ /_$/ ? !begins(word) : word ~ /^_/ ? !(word in known || ends(word)) : (word ~ /_/ || call || type && word !~ /^(of|is|that)$/) && !(word in known))
					miss(i, (type ? last " " : "") word (call ? "()" : ""))
				last = word
			}
		}
		exit bad
	}' "${TMPDIR:-/tmp}/names.$$" $(grep -v '/golden/' "${TMPDIR:-/tmp}/names.$$" | grep -E '\.([ch]|sql|sh)$') >&2

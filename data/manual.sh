#!/bin/sh
# manual.sh PROGRAM PAGE: the manual page, with its usage lines, its list of options and its table of
# who may what as the program has them.
set -eu
"$1" help --man | awk -v page="$2" '
	function troff(text) {
		gsub(/\\/, "\\e", text)
		gsub(/-/, "\\-", text)
		return text
	}
	# Each option once; for which commands only where they do not all mean the same.
	function options(   i, k, n, name, help, seen, of) {
		for (i = 1; i <= takes; i++) {
			if (option[i] in seen) continue
			seen[option[i]] = 1
			name = option[i]; value = ""
			if (k = index(name, " ")) {value = substr(name, k); name = substr(name, 1, k - 1)}
			print ".TP\n\\fB" troff(name) "\\fR" troff(value)
			split("", of); n = 0
			for (k = i; k <= takes; k++) if (option[k] == option[i]) {
				if (!(about[k] in of)) help[++n] = about[k]
				of[about[k]] = of[about[k]] (of[about[k]] == "" ? "" : ", ") command[k]
			}
			for (k = 1; k <= n; k++)
				print (k > 1 ? ".br\n" : "") troff((n > 1 ? of[help[k]] ": " : "") help[k])
		}
	}
	{kind = $1; rest = substr($0, length(kind) + 2)}
	kind == "command" {usage[++usages] = rest}
	kind == "takes" {takes++; split(rest, part, "\t"); command[takes] = part[1]; option[takes] = part[2]; about[takes] = part[3]}
	kind == "access" {access[++rows] = rest}
	END {
		while ((getline line < page) > 0) {
			if (line == ".\\\" options end" || line == ".ft") skip = 0
			if (skip) continue
			if (line ~ /^\\fB[a-z]/ && before == ".TP") {
				plain = line; gsub(/\\f[BR]/, "", plain); gsub(/\\-/, "-", plain); gsub(/\\e/, "\\", plain)
				for (i = 1; i <= usages; i++) {
					n = split(usage[i], word, " "); name = ""
					for (k = 1; k <= n && word[k] ~ /^[a-z-]+$/ && word[k] !~ /^--/; k++) name = name (k > 1 ? " " : "") word[k]
					if (plain != name && index(plain, name " ") != 1) continue
					line = "\\fB" troff(name) "\\fR" troff(substr(usage[i], length(name) + 1))
					break
				}
			}
			print line
			before = line
			if (line == ".\\\" options begin") {options(); skip = 1}
			if (line == ".ft CW") {for (i = 1; i <= rows; i++) print troff(access[i]); skip = 1}
		}
	}'

#!/bin/sh
# ticketprinter.sh up FOLDER PORT FORMAT | down FOLDER: a driverless printer of its own, for tests: real
# IPP on a port of this machine, two sizes of ticket stock and nothing else, one document format.  What
# arrives lies in FOLDER/got, what was asked of it in FOLDER/asked.  It ends by itself after two minutes.
set -eu

die() {
	echo "ticketprinter.sh: $*" >&2
	exit 1
}

attributes() {
	margins='MEMBER integer media-top-margin 0 MEMBER integer media-bottom-margin 0'
	margins="$margins MEMBER integer media-left-margin 0 MEMBER integer media-right-margin 0"
	short='MEMBER collection media-size { MEMBER integer x-dimension 5080 MEMBER integer y-dimension 13970 }'
	cat <<ATTRIBUTES
ATTR keyword media-supported "oe_ticket-2x5.5in_2x5.5in","oe_ticket-2x7in_2x7in"
ATTR keyword media-default "oe_ticket-2x7in_2x7in"
ATTR keyword media-ready "oe_ticket-2x5.5in_2x5.5in"
ATTR collection media-size-supported { MEMBER integer x-dimension 5080 MEMBER integer y-dimension 13970 },{ MEMBER integer x-dimension 5080 MEMBER integer y-dimension 17780 }
ATTR collection media-col-default { MEMBER collection media-size { MEMBER integer x-dimension 5080 MEMBER integer y-dimension 17780 } $margins }
ATTR collection media-col-ready { $short $margins }
ATTR integer media-top-margin-supported 0
ATTR integer media-bottom-margin-supported 0
ATTR integer media-left-margin-supported 0
ATTR integer media-right-margin-supported 0
ATTR keyword media-type-supported "stationery"
ATTR keyword media-source-supported "main"
ATTR resolution printer-resolution-supported 203dpi
ATTR resolution printer-resolution-default 203dpi
ATTR mimeMediaType document-format-supported "$1"
ATTR mimeMediaType document-format-default "$1"
ATTR resolution pwg-raster-document-resolution-supported 203dpi
ATTR keyword pwg-raster-document-type-supported "black_1","sgray_8"
ATTR keyword pwg-raster-document-sheet-back "normal"
ATTR boolean color-supported false
ATTR keyword print-color-mode-supported "monochrome","bi-level"
ATTR keyword print-color-mode-default "monochrome"
ATTR keyword sides-supported "one-sided","two-sided-long-edge"
ATTR keyword sides-default "two-sided-long-edge"
ATTR rangeOfInteger copies-supported 1-99
ATTR integer copies-default 1
ATTR keyword ipp-versions-supported "1.1","2.0"
ATTR enum operations-supported 2,4,5,6,8,9,10,11,59,60
ATTR enum print-quality-supported 4
ATTR enum print-quality-default 4
ATTR text printer-make-and-model "Ticket printer of the tests"
ATTR text printer-device-id "MFG:Test;MDL:Ticket;CMD:PDF,PWGRaster;"
ATTRIBUTES
}

up() {
	PATH=$PATH:/usr/sbin
	for tool in ippeveprinter dbus-daemon; do
		command -v "$tool" >/dev/null || die "$tool is missing: make test-packages"
	done
	mkdir -p "$1/spool"
	attributes "$3" >"$1/attributes"
	cat >"$1/take" <<TAKE
#!/bin/sh
env | grep ^IPP_ >"$1/asked"
cp "\$1" "$1/got.part" && mv "$1/got.part" "$1/got"
TAKE
	chmod 755 "$1/take"
	# It wants a bus to announce itself on, even when told not to.
	timeout 120 dbus-daemon --session --nofork --nopidfile --address="unix:path=$1/bus" \
		>/dev/null 2>&1 </dev/null &
	echo $! >"$1/bus.pid"
	tries=0
	until [ -S "$1/bus" ]; do
		tries=$((tries + 1))
		[ $tries -lt 500 ] || die 'no bus'
		sleep 0.01
	done
	DBUS_SYSTEM_BUS_ADDRESS=unix:path=$1/bus timeout 120 ippeveprinter -r off -n localhost -p "$2" \
		-d "$1/spool" -a "$1/attributes" -c "$1/take" --no-web-forms -vv Ticket \
		>"$1/log" 2>&1 </dev/null &
	echo $! >"$1/printer.pid"
	tries=0
	until ipptool -tv "ipp://localhost:$2/ipp/print" get-printer-attributes.test 2>/dev/null |
		grep -q 'printer-state '; do
		kill -0 "$(cat "$1/printer.pid")" 2>/dev/null || die "it ended: $(tail -n 3 "$1/log")"
		tries=$((tries + 1))
		[ $tries -lt 200 ] || die 'it does not answer'
		sleep 0.05
	done
}

down() {
	for pid in "$1/printer.pid" "$1/bus.pid"; do
		[ ! -f "$pid" ] || kill "$(cat "$pid")" 2>/dev/null || true
	done
}

case ${1:-} in
up) up "$2" "$3" "$4" ;;
down) down "$2" ;;
*) die 'usage: ticketprinter.sh up FOLDER PORT FORMAT | down FOLDER' ;;
esac

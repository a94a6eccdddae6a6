#!/bin/sh
# cupsd.sh up FOLDER | down FOLDER: a print scheduler of its own, for tests.  It listens on a socket in
# FOLDER and nowhere else, needs neither root nor systemd, and prints with the backend "tick", which
# puts each page it is given into FOLDER/printed and obeys what FOLDER/printed/mode says:
#   ok         takes the page
#   printfail  takes the page, then fails as if the cable was pulled
#   fail       fails before it takes anything
#   slow       takes the page, then needs two seconds
#   auth       takes nothing and asks for a name and password
#   empty      says that the tickets are used up and waits until mode says something else
set -eu

die() {
	echo "cupsd.sh: $*" >&2
	exit 1
}

write_backend() {
	cat >"$1" <<'BACKEND'
#!/bin/sh
[ $# -gt 0 ] || { echo 'file tick "Unknown" "Ticket printer of the tests"'; exit 0; }
folder=${DEVICE_URI#tick:}
n=1
while [ -e "$folder/job-$1.$n.pdf" ]; do n=$((n + 1)); done
take() {
	cat ${1:+"$1"} >"$folder/.taking"
	chmod 644 "$folder/.taking"
	mv "$folder/.taking" "$folder/job-$2.$n.pdf"
	echo "$3 copies=$4 $5" >>"$folder/log"
}
mode() { cat "$folder/mode" 2>/dev/null || echo ok; }
page="${6:-}"
case $(mode) in
printfail)
	take "$page" "$1" "$3" "$4" "$5"
	echo 'ERROR: Cable pulled' >&2
	exit 1
	;;
fail)
	echo 'ERROR: No printer there' >&2
	exit 1
	;;
auth)
	exit 2
	;;
slow)
	take "$page" "$1" "$3" "$4" "$5"
	sleep 2
	;;
empty)
	echo 'STATE: +media-empty-error' >&2
	while [ "$(mode)" = empty ]; do sleep 0.05; done
	echo 'STATE: -media-empty-error' >&2
	take "$page" "$1" "$3" "$4" "$5"
	;;
*)
	take "$page" "$1" "$3" "$4" "$5"
	;;
esac
echo 'PAGE: 1 1' >&2
BACKEND
	chmod 755 "$1"
}

write_settings() {
	cat >"$1/etc/cups-files.conf" <<SETTINGS
ServerRoot $1/etc
ServerBin $1/bin
RequestRoot $1/spool
TempDir $1/spool/tmp
CacheDir $1/cache
StateDir $1/run
ErrorLog $1/log/error_log
AccessLog $1/log/access_log
PageLog $1/log/page_log
Printcap
User $2
Group $3
LogFileGroup $3
SystemGroup root
CreateSelfSignedCerts no
ServerKeychain $1/etc/ssl
SyncOnClose No
SETTINGS
	cat >"$1/etc/cupsd.conf" <<SETTINGS
ServerName localhost
Listen $1/run/cups.sock
Browsing No
WebInterface No
DefaultShared No
DefaultEncryption Never
LogLevel debug
MaxLogSize 0
ErrorPolicy abort-job
DirtyCleanInterval 0
MultipleOperationTimeout 10
PreserveJobHistory Yes
PreserveJobFiles No
MaxJobs 0
JobKillDelay 1
IdleExitTimeout 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
SETTINGS
}

prepare() {
	user=$(id -un)
	group=$(id -gn)
	umask 022
	for part in etc/ssl spool/tmp cache run log bin/backend bin/filter printed; do
		mkdir -p "$1/$part"
	done
	for part in daemon driver monitor notifier cgi-bin; do
		[ ! -e "/usr/lib/cups/$part" ] || ln -sfn "/usr/lib/cups/$part" "$1/bin/$part"
	done
	if [ "$(id -u)" = 0 ]; then # cupsd as root runs its backends as this user
		user=lp group=lp
		chown lp "$1/printed"
	fi
	write_settings "$1" "$user" "$group"
	write_backend "$1/bin/backend/tick"
}

up() {
	PATH=$PATH:/usr/sbin:/sbin
	for tool in cupsd lpadmin lpstat; do
		command -v "$tool" >/dev/null ||
			die "$tool is missing: install cups-daemon and cups-client, or run make packages"
	done
	[ -d "$1/etc" ] || prepare "$1"
	rm -f "$1/run/cups.sock"
	cupsd -f -c "$1/etc/cupsd.conf" -s "$1/etc/cups-files.conf" >"$1/log/stdout" 2>&1 </dev/null &
	echo $! >"$1/pid"
	export CUPS_SERVER="$1/run/cups.sock"
	tries=0
	until lpstat -r 2>/dev/null | grep -q 'is running'; do
		kill -0 "$(cat "$1/pid")" 2>/dev/null || die "cupsd ended: $(tail -n 3 "$1/log/error_log")"
		tries=$((tries + 1))
		[ $tries -lt 500 ] || die 'cupsd does not answer'
		sleep 0.01
	done
}

down() {
	[ -f "$1/pid" ] || return 0
	pid=$(cat "$1/pid")
	kill -CONT "$pid" 2>/dev/null || return 0
	kill "$pid" 2>/dev/null || return 0
	tries=0
	while kill -0 "$pid" 2>/dev/null && [ $tries -lt 300 ]; do
		tries=$((tries + 1))
		sleep 0.01
	done
	kill -KILL "$pid" 2>/dev/null || true
}

[ $# = 2 ] || die 'usage: cupsd.sh up|down FOLDER'
case $2 in /*) ;; *) die 'the folder must begin with /' ;; esac
case $1 in
up) up "$2" ;;
down) down "$2" ;;
*) die 'usage: cupsd.sh up|down FOLDER' ;;
esac

#!/bin/sh
# packages.sh NAME...: installs the Debian packages that are missing; asks for root only then.
set -eu
missing=""
for package; do
	dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
root=""
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null || {
		echo "These packages are missing; as root:  apt-get install$missing" >&2
		exit 1
	}
	root=sudo
fi
echo "Installing:$missing"
# The list of packages may be older than the packages: read it anew once if the first try fails.
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -q --no-install-recommends $missing >/dev/null 2>&1 && exit 0
$root apt-get update -q >/dev/null
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -q --no-install-recommends $missing >/dev/null

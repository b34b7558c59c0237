#!/bin/sh
# Install packages into the environment of a Python: sh .ci/install.sh UV PYTHON ARGUMENTS…
# uv reads none of pip's settings. A certificate that pip has been given, as by a firm that looks into its traffic, is passed
# on; where uv does not come through even so, as where only pip knows of a mirror, pip installs.
uv=$1 python=$2
shift 2
if [ -z "${SSL_CERT_FILE:-}" ]; then
	# The environment stands first in this list, as it comes first for pip.
	cert=$("$python" -m pip config list 2>/dev/null | sed -n "s/^[^.]*\.cert='\(.*\)'\$/\1/p" | head -n 1)
	cert=${cert:-${REQUESTS_CA_BUNDLE:-${CURL_CA_BUNDLE:-}}}
	[ -z "$cert" ] || export SSL_CERT_FILE="$cert"
fi
"$uv" pip install --quiet --python "$python" "$@" && exit
echo "uv did not come through: pip, which has settings of its own, installs instead; this takes longer" >&2
exec "$python" -m pip install --quiet "$@"

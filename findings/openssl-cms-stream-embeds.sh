#!/usr/bin/env bash
# `openssl cms -sign -stream` puts the signed file into the signature, though nobody asked for that with -nodetach.
#
# Package:   OpenSSL 3.0.19 (openssl cms, openssl smime); needs openssl
# Guess:     -stream only changes how the file is read and the answer encoded. A signature stays detached without -nodetach, as the
#            signature of a pass has to be.
# Behaviour: with -stream (and -indef) and -outform DER, `cms` embeds the content. `smime` with the same options does not.
# Seen:      cms: no content; cms -stream, cms -indef: the content; smime, smime -stream: no content
# So:        make the signature of a pass without -stream. The doctor says where a signature includes manifest.json.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 30 -subj /CN=Trial 2> openssl.log
printf '{"pass.json":"0123456789"}' > manifest.json
for command in cms "cms -stream" "cms -indef" smime "smime -stream"; do
  # shellcheck disable=SC2086
  openssl $command -sign -binary -signer c.pem -inkey k.pem -in manifest.json -outform DER -out signature
  if grep -qa '"pass.json":"0123456789"' signature; then echo "$command: content"; else echo "$command: none"; fi
done | tee seen
cmp - seen <<'END'
cms: none
cms -stream: content
cms -indef: content
smime: none
smime -stream: none
END

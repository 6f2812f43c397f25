#!/usr/bin/env bash
# pass-js writes dates without their seconds.
#
# Package:   npm @walletpass/pass-js 6.9.8 (node 20); needs node, npm
# Guess:     a Date that is put into a field, relevantDate or expirationDate comes out as that moment.
# Behaviour: seconds and fractions are cut off and not rounded, and the zone is written +00:00.
# Seen:      {"relevantDate":"2026-12-01T20:00+00:00","expirationDate":"2026-12-01T20:00+00:00","value":"2026-12-01T20:00+00:00"}
#            for 20:00:59.999
# So:        dates without seconds are usual in the field and must be read; such a pass expires up to a minute early.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --silent --no-audit --no-fund @walletpass/pass-js@6.9.8 >> npm.log
cat > make.cjs <<'END'
const { Template } = require("@walletpass/pass-js");
const when = new Date("2026-12-01T20:00:59.999Z");
const pass = new Template("generic", { passTypeIdentifier: "pass.com.example.trial", teamIdentifier: "ABCDE12345",
  organizationName: "Trial", description: "Trial" }).createPass({ serialNumber: "T-1" });
pass.relevantDate = when;
pass.expirationDate = when;
pass.backFields.add({ key: "when", label: "When", value: when, dateStyle: "PKDateStyleShort" });
const { relevantDate, expirationDate, generic } = JSON.parse(JSON.stringify(pass));
console.log(JSON.stringify({ relevantDate, expirationDate, value: generic.backFields[0].value }));
END
TZ=UTC node make.cjs | tee seen
test "$(grep -o '2026-12-01T20:00+00:00' seen | wc -l)" = 3

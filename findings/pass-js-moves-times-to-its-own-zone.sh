#!/usr/bin/env bash
# pass-js writes the time of a field in the zone of the machine that it runs on: a pass that keeps the zone of the place shows a wrong time.
#
# Package:   npm @walletpass/pass-js 6.9.8 (node 20; 7.2.0 has the same lines); needs node, npm
# Guess:     a value that is a valid date, 2026-12-01T20:00+01:00, comes out as it went in. With ignoresTimeZone a phone shows 20:00,
#            the time at the airport.
# Behaviour: as soon as the field has a dateStyle, the value becomes a Date and then a text in the zone of the process. On a server in
#            UTC it is 19:00+00:00, and with ignoresTimeZone phones show 19:00. West of Greenwich, a zone of half an hour gets an
#            offset that is none. Values of relevantDate and expirationDate are kept if they are texts.
# Seen:      UTC: 2026-12-01T19:00+00:00; America/St_Johns: 2026-12-01T15:30-04:-30; without dateStyle: 2026-12-01T20:00+01:00
# So:        a tool that makes boarding passes is to be tried with a zone that is not that of the machine. The doctor reports a value
#            with such an offset.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --silent --no-audit --no-fund @walletpass/pass-js@6.9.8 >> npm.log
cat > make.cjs <<'END'
const { Template } = require("@walletpass/pass-js");
const pass = new Template("boardingPass", { passTypeIdentifier: "pass.com.example.trial", teamIdentifier: "ABCDE12345",
  organizationName: "Trial", description: "Trial" }).createPass({ serialNumber: "T-1" });
pass.transitType = "PKTransitTypeAir";
const value = "2026-12-01T20:00+01:00";
pass.primaryFields.add({ key: "departs", label: "Departs", value, dateStyle: "PKDateStyleShort", timeStyle: "PKDateStyleShort",
  ignoresTimeZone: true });
pass.secondaryFields.add({ key: "plain", label: "Departs", value });
const { boardingPass } = JSON.parse(JSON.stringify(pass));
console.log(process.env.TZ, boardingPass.primaryFields[0].value, boardingPass.secondaryFields[0].value);
END
for zone in UTC America/St_Johns; do
    TZ=$zone node make.cjs
done | tee seen
cmp - seen <<'END'
UTC 2026-12-01T19:00+00:00 2026-12-01T20:00+01:00
America/St_Johns 2026-12-01T15:30-04:-30 2026-12-01T20:00+01:00
END

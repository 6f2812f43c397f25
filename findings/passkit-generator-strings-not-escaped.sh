#!/usr/bin/env bash
# passkit-generator writes translations into pass.strings without escaping them.
#
# Package:   npm passkit-generator 3.6.1 (node 20); needs node, npm, openssl, unzip
# Guess:     PKPass.localize(language, translations) takes any text, as the file format can hold any text.
# Behaviour: quotes, backslashes and line breaks are written as they are, so that the file is no property list any more.
# Seen:      "say "hi"" = "sag "hallo"";
# So:        a reader of pass.strings meets such files in passes of the field; it must name the line, and not stop.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 \
    -subj "/C=US/O=Trial/OU=G6/CN=Trial Intermediate" 2> openssl.log
openssl req -newkey rsa:2048 -nodes -keyout pass.key -out pass.csr \
    -subj "/UID=pass.com.example.trial/CN=Pass Type ID: pass.com.example.trial/OU=ABCDE12345" 2>> openssl.log
openssl x509 -req -in pass.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -out pass.pem 2>> openssl.log
npm init -y > npm.log
npm install --silent --no-audit --no-fund passkit-generator@3.6.1 >> npm.log
cat > make.mjs <<'END'
import { readFileSync, writeFileSync } from "node:fs";
import { PKPass } from "passkit-generator";
const icon = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const pass = new PKPass(
  { "icon.png": icon, "pass.json": Buffer.from(JSON.stringify({ formatVersion: 1, passTypeIdentifier: "pass.com.example.trial",
    teamIdentifier: "ABCDE12345", organizationName: "Trial", description: "Trial", serialNumber: "T-1", generic: {} })) },
  { wwdr: readFileSync("ca.pem"), signerCert: readFileSync("pass.pem"), signerKey: readFileSync("pass.key") });
pass.localize("de", { 'say "hi"': 'sag "hallo"' });
writeFileSync("made.pkpass", pass.getAsBuffer());
END
node make.mjs
unzip -p made.pkpass de.lproj/pass.strings | tee seen
echo
grep -qxF '"say "hi"" = "sag "hallo"";' seen

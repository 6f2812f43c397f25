#!/usr/bin/env bash
# passkit-generator leaves out of the pass each key of pass.json that it does not know, without a word.
#
# Package:   npm passkit-generator 3.6.1 (node 20); needs node, npm, openssl, unzip
# Guess:     a pass.json that is given as a file comes out with its keys; Apple adds keys each year.
# Behaviour: a key that it has no rule for is not in the package, at the top and in semantics. The program prints nothing and the call succeeds.
# Seen:      keys in: logoSymbolName (which Apple's own builder writes) and a made-up tag of semantics; keys out: neither
# So:        a pass that lacks a new key need not have a template that lacks it. Serialpass keeps and reports unknown keys.
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
const pass = new PKPass(
  { "icon.png": Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"), "pass.json": Buffer.from(JSON.stringify({ formatVersion: 1,
    passTypeIdentifier: "pass.com.example.trial", teamIdentifier: "ABCDE12345", organizationName: "Trial", description: "Trial",
    serialNumber: "T-1", logoSymbolName: "ticket", semantics: { eventName: "Jazz", madeUpTag: "x" }, backgroundColor: "rgb(1,2,3)", generic: {} })) },
  { wwdr: readFileSync("ca.pem"), signerCert: readFileSync("pass.pem"), signerKey: readFileSync("pass.key") });
writeFileSync("made.pkpass", pass.getAsBuffer());
END
node make.mjs > said 2>&1
unzip -p made.pkpass pass.json | tee seen
echo
test ! -s said
grep -q backgroundColor seen
! grep -qE 'logoSymbolName|madeUpTag' seen

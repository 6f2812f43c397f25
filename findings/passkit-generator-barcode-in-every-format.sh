#!/usr/bin/env bash
# passkit-generator makes a barcode of every format from one text, also in formats that cannot hold the text.
#
# Package:   npm passkit-generator 3.6.1 (node 20); needs node, npm, openssl, unzip
# Guess:     setBarcodes("a text") makes one barcode, or those that can hold the text.
# Behaviour: it makes eight. EAN-13, Codabar and interleaved 2 of 5 get letters, which none of them can hold.
# Seen:      Aztec Codabar Code128 Code39 EAN13 I2of5 PDF417 QR, each with the message "Row 7, seat 4"
# So:        such passes are in the field. Phones show the first format they know; a doctor judges each entry by itself.
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
import { readFileSync } from "node:fs";
import { PKPass } from "passkit-generator";
const pass = new PKPass(
  { "icon.png": Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"), "pass.json": Buffer.from(JSON.stringify({ formatVersion: 1,
    passTypeIdentifier: "pass.com.example.trial", teamIdentifier: "ABCDE12345", organizationName: "Trial",
    description: "Trial", serialNumber: "T-1", generic: {} })) },
  { wwdr: readFileSync("ca.pem"), signerCert: readFileSync("pass.pem"), signerKey: readFileSync("pass.key") });
pass.setBarcodes("Row 7, seat 4");
console.log(pass.props.barcodes.filter(barcode => barcode.message === "Row 7, seat 4")
  .map(barcode => barcode.format.replace("PKBarcodeFormat", "")).sort().join(" "));
END
node make.mjs | tee seen
grep -qx 'Aztec Codabar Code128 Code39 EAN13 I2of5 PDF417 QR' seen

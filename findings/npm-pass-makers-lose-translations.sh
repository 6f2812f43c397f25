#!/usr/bin/env bash
# The two most used npm makers of passes cannot read each other's translations: they are gone from the new package, without a word.
#
# Packages:  npm passkit-generator 3.6.1 and @walletpass/pass-js 6.9.8 (node 20); needs node, npm, openssl, unzip
# Guess:     a package that one of them made can be the template of the other, as both read pass.strings. Apple takes it in UTF-8
#            and in UTF-16.
# Behaviour: passkit-generator writes and reads UTF-8 alone, pass-js UTF-16 alone (7.2.0 has the same lines). Neither looks at the byte
#            order mark. The new package of the one has no de.lproj, that of the other has a file with nothing but a mark.
#            passkit-generator also passes over a line without blanks around its equals sign, which is valid.
# Seen:      pass-js to passkit-generator: 36 bytes become no file; passkit-generator to pass-js: 17 bytes become 2 bytes;
#            passkit-generator of "Seat"="Platz"; and "Row" = "Reihe";: Row alone
# So:        compare the languages of a package before and after it went through a tool. Serialpass reads both encodings.
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
npm install --silent --no-audit --no-fund passkit-generator@3.6.1 @walletpass/pass-js@6.9.8 >> npm.log
cat > make.mjs <<'END'
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { PKPass } from "passkit-generator";
import passJs from "@walletpass/pass-js";
const STRINGS = "de.lproj/pass.strings";
const icon = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAB0AAAAdCAIAAADZ8fBYAAAAJklEQVR42u3MQQ0AAAgEoNP+nTWFDzcoQE1yqbPnZ7PZbDabzWb7fRYnAAFUO8fPAAAAAElFTkSuQmCC", "base64");
const data = { passTypeIdentifier: "pass.com.example.trial", teamIdentifier: "ABCDE12345", organizationName: "Trial", description: "Trial" };
const keys = { wwdr: readFileSync("ca.pem"), signerCert: readFileSync("pass.pem"), signerKey: readFileSync("pass.key") };

function generator(files) {
  return new PKPass({ "icon.png": icon, "logo.png": icon,
    "pass.json": Buffer.from(JSON.stringify({ formatVersion: 1, serialNumber: "T-1", generic: {}, ...data })), ...files }, keys);
}
async function js(template) {
  template.setCertificate(readFileSync("pass.pem", "utf8"));
  template.setPrivateKey(readFileSync("pass.key", "utf8"));
  return await template.createPass({ serialNumber: "T-1" }).asBuffer();
}
function strings(name, made) {
  writeFileSync(name, made);
  const names = execFileSync("unzip", ["-Z1", name], { encoding: "utf8" }).split("\n");
  return names.includes(STRINGS) ? execFileSync("unzip", ["-p", name, STRINGS]) : undefined;
}
const size = bytes => bytes === undefined ? "no file" : `${bytes.length} bytes`;

const template = new passJs.Template("generic", data);
await template.images.add("icon", icon);
await template.images.add("logo", icon);
template.localization.add("de", { Seat: "Platz" });
const ofJs = strings("js.pkpass", await js(template));
const second = strings("js-generator.pkpass", generator({ [STRINGS]: ofJs }).getAsBuffer());
console.log(`pass-js: ${size(ofJs)}; then passkit-generator: ${size(second)}`);

const first = generator({});
first.localize("de", { Seat: "Platz" });
const package_ = first.getAsBuffer();
const ofGenerator = strings("generator.pkpass", package_);
const third = strings("generator-js.pkpass", await js(await passJs.Template.fromBuffer(package_)));
console.log(`passkit-generator: ${size(ofGenerator)}; then pass-js: ${size(third)}`);

const dense = Buffer.from('"Seat"="Platz";\n"Row" = "Reihe";\n');
console.log("passkit-generator of two lines:", strings("dense.pkpass", generator({ [STRINGS]: dense }).getAsBuffer()).toString());
END
node make.mjs 2>&1 | tee seen
cmp - seen <<'END'
pass-js: 36 bytes; then passkit-generator: no file
passkit-generator: 17 bytes; then pass-js: 2 bytes
passkit-generator of two lines: "Row" = "Reihe";
END

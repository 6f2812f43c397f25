#!/usr/bin/env bash
# pass-js puts one fixed intermediate into each signature, whoever issued the certificate.
#
# Package:   npm @walletpass/pass-js 6.9.8 (node 20); needs node, npm, openssl, unzip
# Guess:     the signature holds the intermediate that issued the certificate; Apple has issued from several (G1 to G6).
# Behaviour: Apple's G4 is added to each package; there is no setting for another one.
# Seen:      signer issued by "Trial Intermediate", OU G6; the other certificate of the signature is WWDR, OU G4
# So:        packages with an intermediate that did not issue the certificate are in the field: the doctor compares
#            signatures and not names.
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
npm install --silent --no-audit --no-fund @walletpass/pass-js@6.9.8 >> npm.log
cat > make.cjs <<'END'
const { readFileSync, writeFileSync } = require("fs");
const { Template } = require("@walletpass/pass-js");
const icon = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAB0AAAAdCAIAAADZ8fBYAAAAJklEQVR42u3MQQ0AAAgEoNP+nTWFDzcoQE1yqbPnZ7PZbDabzWb7fRYnAAFUO8fPAAAAAElFTkSuQmCC", "base64");
(async () => {
  const template = new Template("generic", { passTypeIdentifier: "pass.com.example.trial", teamIdentifier: "ABCDE12345",
    organizationName: "Trial", description: "Trial" });
  template.setCertificate(readFileSync("pass.pem", "utf8"));
  template.setPrivateKey(readFileSync("pass.key", "utf8"));
  await template.images.add("icon", icon);
  await template.images.add("logo", icon);
  writeFileSync("made.pkpass", await template.createPass({ serialNumber: "T-1" }).asBuffer());
})();
END
node make.cjs
unzip -p made.pkpass signature > signature
openssl pkcs7 -inform DER -in signature -print_certs -noout | tee seen
grep -q 'issuer=.*Trial Intermediate' seen
grep -q 'subject=.*Apple Worldwide Developer Relations.*OU = G4\|subject=.*OU *= *G4.*Apple Inc' seen
! grep -q 'subject=.*Trial Intermediate' seen

#!/usr/bin/env bash
# Packages of the two most used npm makers of passes have entries that are dated to the month 0, which java.util.zip refuses.
#
# Packages:  npm passkit-generator 3.6.1 and @walletpass/pass-js 6.9.8 (both zip with do-not-zip 1.0.0; node 20), JDK 17 and 25;
#            needs node, npm, openssl, java
# Guess:     ZipEntry.getTimeLocal() gives some date for each entry of an archive that every zip program opens.
# Behaviour: the entries have the date 1980-00-00. ZipEntry.getTimeLocal() throws DateTimeException for each of them;
#            getTime() and getLastModifiedTime() give 1979-11-30.
# Seen:      pass.json java.time.DateTimeException: Invalid value for MonthOfYear (valid values 1 - 12): 0
# So:        whatever reads a package must not ask for the time of its entries as a LocalDateTime.
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
import { readFileSync, writeFileSync } from "node:fs";
import { PKPass } from "passkit-generator";
import passJs from "@walletpass/pass-js";
const icon = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAB0AAAAdCAIAAADZ8fBYAAAAJklEQVR42u3MQQ0AAAgEoNP+nTWFDzcoQE1yqbPnZ7PZbDabzWb7fRYnAAFUO8fPAAAAAElFTkSuQmCC", "base64");
const data = { passTypeIdentifier: "pass.com.example.trial", teamIdentifier: "ABCDE12345", organizationName: "Trial", description: "Trial" };
writeFileSync("passkit-generator.pkpass", new PKPass(
  { "icon.png": icon, "pass.json": Buffer.from(JSON.stringify({ formatVersion: 1, serialNumber: "T-1", generic: {}, ...data })) },
  { wwdr: readFileSync("ca.pem"), signerCert: readFileSync("pass.pem"), signerKey: readFileSync("pass.key") }).getAsBuffer());
const template = new passJs.Template("generic", data);
template.setCertificate(readFileSync("pass.pem", "utf8"));
template.setPrivateKey(readFileSync("pass.key", "utf8"));
await template.images.add("icon", icon);
await template.images.add("logo", icon);
writeFileSync("pass-js.pkpass", await template.createPass({ serialNumber: "T-1" }).asBuffer());
END
node make.mjs
cat > Look.java <<'END'
import java.util.zip.ZipFile;
class Look {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            try (ZipFile zip = new ZipFile(file)) {
                var entry = zip.getEntry("pass.json");
                try {
                    System.out.println(file + " " + entry.getTimeLocal());
                } catch (java.time.DateTimeException e) {
                    System.out.println(file + " " + e + "; " + entry.getLastModifiedTime());
                }
            }
        }
    }
}
END
TZ=UTC java Look.java passkit-generator.pkpass pass-js.pkpass | tee seen
test "$(grep -c 'Invalid value for MonthOfYear (valid values 1 - 12): 0; 1979-11-30' seen)" = 2

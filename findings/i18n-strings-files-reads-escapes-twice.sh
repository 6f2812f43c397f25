#!/usr/bin/env bash
# i18n-strings-files turns the two characters \\n of a .strings file into a backslash and a line break.
#
# Package:   npm i18n-strings-files 2.0.0 (node 20); needs node, npm
# Guess:     parse() reads escapes as Apple's tools do, in one pass from left to right: \\ is a backslash, \n a line break, \Uxxxx a
#            character, and a text without quotes is a text.
# Behaviour: it replaces \n first, wherever it stands, and \\ not at all: C:\\new becomes C:\, a line break, ew. \U00e9 stays as it
#            is. An entry without quotes (`seat = Platz;`) is lost without a word.
# Seen:      {"path":"C:\\\new","name":"Caf\\U00e9"}; the entry seat is not there
# So:        pass.strings that went through this package can have other texts. Serialpass reads them in one pass.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --silent --no-audit --no-fund i18n-strings-files@2.0.0 >> npm.log
cat > pass.strings <<'END'
"path" = "C:\\new";
"name" = "Caf\U00e9";
seat = Platz;
END
node -e 'console.log(JSON.stringify(require("i18n-strings-files").parse(require("fs").readFileSync("pass.strings", "utf8"))))' | tee seen
printf '%s\n' '{"path":"C:\\\new","name":"Caf\\U00e9"}' | cmp - seen

#!/usr/bin/env bash
# strings-file reads one text of each line: what stands before it in the line becomes a part of its key.
#
# Package:   npm strings-file 0.0.5 (node 20), the most used parser of .strings files on npm; needs node, npm
# Guess:     parse() reads every valid .strings file: texts may stand in one line, a text may have line breaks, comments may stand
#            anywhere, and \n is a line break.
# Behaviour: of a line with two texts it makes one, whose key is the first text and the second key. A text over two lines is lost,
#            and so is one without quotes. It leaves the escapes \n, \\ and \Uxxxx as they are.
# Seen:      "a" = "1"; "b" = "2"; becomes {"a\" = \"1\"; \"b":"2"}; see below
# So:        do not check translations of passes with it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --silent --no-audit --no-fund strings-file@0.0.5 >> npm.log
cat > pass.strings <<'END'
"a" = "1"; "b" = "2";
"c" = "line one
line two";
d = plain;
"e" = "x\ny \U00e9";
END
node -e 'console.log(JSON.stringify(require("strings-file").parse(require("fs").readFileSync("pass.strings", "utf8"))))' | tee seen
printf '%s\n' '{"a\" = \"1\"; \"b":"2","e":"x\\ny \\U00e9"}' | cmp - seen

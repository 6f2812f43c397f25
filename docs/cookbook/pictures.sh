#!/usr/bin/env bash
# Makes the pictures of docs/cookbook.md: a pass of each template on that page, drawn by the preview and photographed by Chromium.
# Usage: docs/cookbook/pictures.sh serialpass.jar      Needs: java, curl, chromium; the port 8089 is free.
set -euo pipefail
jar=$(realpath "$1")
pictures=$(realpath "$(dirname "$0")")
page=$pictures/../cookbook.md
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
cd "$work"
export SERIALPASS_API_TOKEN=a-token-for-pictures
url=http://127.0.0.1:8089/api/v1.0/passes
authorization="Authorization: Bearer $SERIALPASS_API_TOKEN"

# The block below the comment with this text.
block() {
  awk -v mark="<!-- $1 -->" '
    $0 == mark { below = 1; next }
    below && /^```/ { if (inside) exit; inside = 1; next }
    inside { print }' "$page"
}

recipes=$(sed -n 's/^<!-- \([a-z-]*\) -->$/\1/p' "$page")
for recipe in $recipes; do
  block "$recipe" > "$recipe.json"
  type=$(sed -n 's/.*"passTypeIdentifier": "\(.*\)",/\1/p' "$recipe.json")
  java -jar "$jar" pass-type new "$recipe" --pass-type "$type" > /dev/null
  folder=$recipe/$recipe.pass
  mkdir "$folder"
  cp "$recipe.json" "$folder/pass.json"
  cp "$recipe"/Ticket.pass/icon*.png "$recipe"/Ticket.pass/logo*.png "$folder"
  case $recipe in event-ticket | coupon | store-card) cp "$recipe"/Ticket.pass/strip*.png "$folder" ;; esac
  java -jar "$jar" pass-type import "$folder" --certificates "$recipe/certificates"
done

certificates=$(for recipe in $recipes; do echo "$recipe/certificates"; done | paste -sd,)
java -jar "$jar" serve --port 8089 --no-push --certificates "$certificates" --web-service-url https://passes.example.com &
server=$!
for recipe in $recipes; do
  type=$(sed -n 's/.*"passTypeIdentifier": "\(.*\)",/\1/p' "$recipe.json")
  curl -sSf -o "$recipe.made" --retry 60 --retry-delay 1 --retry-connrefused -H "$authorization" -H 'Content-Type: application/json' \
    -d "{\"passTypeIdentifier\":\"$type\",\"serialNumber\":\"A-0001\",\"expirationDate\":\"2030-12-31T22:59:59Z\",\"fields\":$(block "$recipe: fields")}" "$url"
  curl -sSf -H "$authorization" -o "$recipe.html" "$url/$type/A-0001/preview?language=en-CH-u-tz-chzrh"
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --disable-background-networking \
    --user-data-dir="$work/browser" --window-size=431,550 --screenshot="$pictures/$recipe.png" "file://$work/$recipe.html" 2> "$recipe.log"
  ls -l "$pictures/$recipe.png"
done

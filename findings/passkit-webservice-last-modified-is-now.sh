#!/usr/bin/env bash
# The web services of the passkit-webservice packages say that a pass was modified at the moment of the answer: phones miss updates.
#
# Packages:  npm hono-passkit-webservice 1.0.4 with hono 4.13.19, fastify-passkit-webservice 1.4.4 with fastify 5.12.8 (node 20;
#            express-passkit-webservice 1.0.4 has the same line); needs node, npm
# Guess:     Last-Modified is the time of the version that the handler hands over, since a phone sends it back as If-Modified-Since, and
#            the handler gets that time to compare.
# Behaviour: a handler can hand over bytes alone. The packages write the present time. If the pass changes while its package is made
#            and signed, the change is older than the Last-Modified of the package without it: the phone that comes back for it gets
#            304, and keeps the old pass until the next change.
# Seen:      a pass of 2025: modified now, modified now
#            a change in between: version 1, then 304
# So:        the bytes and the Last-Modified of an answer have to come from one version. In Serialpass they do.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --silent --no-audit --no-fund hono@4.13.19 hono-passkit-webservice@1.0.4 fastify@5.12.8 \
    fastify-passkit-webservice@1.4.4 >> npm.log
cat > look.mjs <<'END'
import { setTimeout } from "node:timers/promises";
import Fastify from "fastify";
import FastifyUpdate from "fastify-passkit-webservice/v1/update.js";
import { Hono } from "hono";
import HonoUpdate from "hono-passkit-webservice/v1/update.js";
const url = "/v1/passes/pass.com.example.trial/T-1";
const headers = { authorization: "ApplePass 0123456789abcdef" };
const bytes = version => Uint8Array.of(0x50, 0x4b, version);
const begin = Math.floor(Date.now() / 1000) * 1000;

const old = { tokenVerifier: async () => true,
  onUpdateRequest: async (type, serialNumber, since) => since >= Date.UTC(2025, 0, 1) ? undefined : bytes(1) };
const fastify = Fastify();
await fastify.register(FastifyUpdate, old);
const ofFastify = (await fastify.inject({ url, headers })).headers["last-modified"];
const hono = new Hono();
hono.route("/", HonoUpdate(old));
const ofHono = (await hono.request(url, { headers })).headers.get("last-modified");
console.log("a pass of 2025:", [ofFastify, ofHono].map(time => Date.parse(time) >= begin ? "modified now" : "modified before").join(", "));

const pass = { version: 1, modified: Date.UTC(2025, 0, 1) };
const busy = new Hono();
busy.route("/", HonoUpdate({ tokenVerifier: async () => true, onUpdateRequest: async (type, serialNumber, since) => {
  if (since >= pass.modified) return undefined;
  const made = bytes(pass.version);
  if (pass.version === 1) {
    Object.assign(pass, { version: 2, modified: Date.now() });
    await setTimeout(1100);
  }
  return made;
} }));
const first = await busy.request(url, { headers });
const second = await busy.request(url, { headers: { ...headers, "if-modified-since": first.headers.get("last-modified") } });
console.log(`a change in between: version ${new Uint8Array(await first.arrayBuffer())[2]}, then ${second.status}`);
END
node look.mjs | tee seen
cmp - seen <<'END'
a pass of 2025: modified now, modified now
a change in between: version 1, then 304
END

#!/usr/bin/env bash
# nginx: `if ($request_uri ~ ^/old(/.*)$) { set $rest $1; }` escapes the percent signs of what it matched, where a `map` does not.
#
# Package:   nginx 1.22.1 (Debian 12); needs nginx, curl, java. No root is needed
# Guess:     $request_uri is the address as it was sent, so that "$1" of a match with it, and `proxy_pass http://server$rest`, hand
#            the path on as it was sent, with %2F. This way is often advised, since `proxy_pass http://server/` decodes the path.
# Behaviour: if the path has an escape anywhere, `set` escapes each % of the capture once more: %2F goes on as %252F. A path without
#            escapes is handed on as it is, so that nobody notices. A capture of `map $request_uri` is handed on as it was sent.
# Seen:      /old/a%2Fb goes on as /a/b by proxy_pass with a slash, as /a%252Fb by `set`, as /a%2Fb by `map`
# So:        docs/moving-in.md takes the path of an old address off with a `map`.
set -euo pipefail
work=$(mktemp -d)
trap 'kill $nginx $echo 2> /dev/null || true; rm -rf "$work"' EXIT
cd "$work"
nginx='' echo=''
PATH=$PATH:/usr/sbin
cat > Echo.java <<'END'
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;

class Echo {
    public static void main(String[] arguments) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] uri = (exchange.getRequestURI().toString() + "\n").getBytes();
            exchange.sendResponseHeaders(200, uri.length);
            exchange.getResponseBody().write(uri);
            exchange.close();
        });
        server.start();
        System.out.println(server.getAddress().getPort());
    }
}
END
java Echo.java > port &
echo=$!
for _ in $(seq 300); do [ -s port ] && break; sleep 0.1; done
cat > nginx.conf <<END
daemon off; master_process off; pid $work/pid; error_log $work/error.log;
events {}
http {
  access_log off; client_body_temp_path $work/a; proxy_temp_path $work/b; fastcgi_temp_path $work/c; uwsgi_temp_path $work/d;
  scgi_temp_path $work/e;
  map \$request_uri \$behind_map { "~^/map(?<rest_of_map>/.*)\$" \$rest_of_map; }
  server {
    listen unix:$work/socket;
    location /slash/ { proxy_pass http://127.0.0.1:$(cat port)/; }
    location /set/ { if (\$request_uri ~ "^/set(/.*)\$") { set \$rest \$1; } proxy_pass http://127.0.0.1:$(cat port)\$rest; }
    location /map/ { proxy_pass http://127.0.0.1:$(cat port)\$behind_map; }
  }
}
END
nginx -p "$work" -e "$work/error.log" -c "$work/nginx.conf" &
nginx=$!
for _ in $(seq 100); do [ -S socket ] && break; sleep 0.1; done
for path in /slash/a%2Fb /set/a%2Fb /set/a%20b /set/ab /map/a%2Fb; do
  echo "$path: $(curl -s -m 20 --unix-socket socket "http://localhost$path")"
done | tee seen
cmp - seen <<'END'
/slash/a%2Fb: /a/b
/set/a%2Fb: /a%252Fb
/set/a%20b: /a%2520b
/set/ab: /ab
/map/a%2Fb: /a%2Fb
END

package io.serialpass.storage.jdbc.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A URL such as {@code jdbc:postgresql://host/database?user=serialpass}, taken apart, so that its secrets go to the driver and
 * nowhere else.
 *
 * @param address the URL without settings: what messages may show
 * @param withoutSecrets the URL for the driver
 * @param user the user of the database
 * @param password the password of that user
 * @param keyPassword the password of the client's key for TLS
 */
record PostgresUrl(
        String address,
        String withoutSecrets,
        Optional<String> user,
        Optional<String> password,
        Optional<String> keyPassword) {

    static final String PREFIX = "jdbc:postgresql:";

    /**
     * Takes a URL apart. What it does not say, the environment says as it does for the programs of PostgreSQL: {@code PGUSER} and
     * {@code PGPASSWORD}. The driver itself looks into the file that {@code PGPASSFILE} names, or {@code ~/.pgpass}.
     */
    static PostgresUrl of(String url, Map<String, String> environment) {
        int mark = url.indexOf('?');
        String address = mark < 0 ? url : url.substring(0, mark);
        List<String> others = new ArrayList<>();
        Optional<String> user = Optional.ofNullable(environment.get("PGUSER"));
        Optional<String> password = Optional.ofNullable(environment.get("PGPASSWORD"));
        Optional<String> keyPassword = Optional.empty();
        for (String setting :
                mark < 0 ? List.<String>of() : List.of(url.substring(mark + 1).split("&", -1))) {
            if (setting.startsWith("user=")) {
                user = Optional.of(value(setting));
            } else if (setting.startsWith("password=")) {
                password = Optional.of(value(setting));
            } else if (setting.startsWith("sslpassword=")) {
                keyPassword = Optional.of(value(setting));
            } else if (!setting.isEmpty()) {
                others.add(setting);
            }
        }
        String settings = others.isEmpty() ? "" : "?" + String.join("&", others);
        return new PostgresUrl(withoutUserInfo(address), address + settings, user, password, keyPassword);
    }

    private static String value(String setting) {
        return URLDecoder.decode(setting.substring(setting.indexOf('=') + 1), StandardCharsets.UTF_8);
    }

    /** The driver takes no user before the host, but somebody may write one there. */
    private static String withoutUserInfo(String address) {
        int at = address.lastIndexOf('@');
        int slashes = address.indexOf("//");
        return at < 0 || slashes < 0 || at < slashes
                ? address
                : address.substring(0, slashes + 2) + address.substring(at + 1);
    }

    boolean hasUserInfo() {
        return !withoutSecrets.startsWith(address);
    }

    @Override
    public String toString() {
        return address;
    }
}

package io.serialpass.simulator.web;

import java.nio.charset.StandardCharsets;

/** Writes texts into URLs: RFC 3986, section 2. */
final class Percent {

    private static final String UNRESERVED = "-._~";

    private Percent() {}

    /** A text as one segment of a path, or as one value of a query. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            boolean isAlphanumeric = (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9');
            if (isAlphanumeric || UNRESERVED.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append(String.format("%%%02X", (int) character));
            }
        }
        return encoded.toString();
    }
}

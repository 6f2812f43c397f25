package io.serialpass.storage;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Tells a running server from all others on its store.
 *
 * @param value any text
 * @since 0.1
 */
public record ServerId(String value) {

    /**
     * Makes one for a server that starts.
     *
     * @param random the source of randomness
     * @return an identifier that no other server has
     */
    public static ServerId random(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return new ServerId(HexFormat.of().formatHex(bytes));
    }
}

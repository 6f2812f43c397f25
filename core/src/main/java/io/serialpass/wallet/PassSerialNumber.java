package io.serialpass.wallet;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The serial number of a pass, unique within its pass type: Apple's {@code serialNumber} of pass.json. Not a
 * {@link io.serialpass.inventory.SerialNumber} of the inventory, which it can be tied to.
 *
 * @param value 1 to 128 of {@code A-Z a-z 0-9 . _ -}
 */
public record PassSerialNumber(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final int RANDOM_BYTES = 16;

    /**
     * Checks the serial number.
     *
     * @param value 1 to 128 of {@code A-Z a-z 0-9 . _ -}
     * @throws IllegalArgumentException if it breaks the rule
     */
    public PassSerialNumber {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 1 to 128 of A-Z a-z 0-9 . _ -");
        }
    }

    /**
     * Makes a serial number of 128 random bits.
     *
     * @param random the source of randomness
     * @return a serial number that nothing else has
     */
    public static PassSerialNumber generate(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new PassSerialNumber(HexFormat.of().formatHex(bytes));
    }
}

package io.serialpass.wallet;

import io.serialpass.text.Texts;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The serial number of a pass, unique within its pass type: Apple's {@code serialNumber} of pass.json. Not a
 * {@link io.serialpass.inventory.SerialNumber} of the inventory, which it can be tied to.
 *
 * @param value 1 to 255 visible ASCII characters, but not {@code .} or {@code ..}, which no path can hold
 * @since 0.1
 */
public record PassSerialNumber(String value) {

    private static final int RANDOM_BYTES = 16;

    /**
     * Checks the serial number.
     *
     * @param value 1 to 255 visible ASCII characters, but not {@code .} or {@code ..}, which no path can hold
     * @throws IllegalArgumentException if it breaks the rule
     */
    public PassSerialNumber {
        Texts.requireVisibleAscii(value, 1, 255);
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException("must not be . or ..");
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

package io.serialpass.wallet;

import io.serialpass.text.Texts;

/**
 * The address at which the push service reaches a device. Many devices may share one. Its text form hides it, so that it
 * cannot reach a log by accident.
 *
 * @param value 1 to 4,096 characters, no control characters
 * @since 0.1
 */
public record PushToken(String value) {

    /**
     * Stands for the token of a device that was adopted from a server which had none of it. No push service can have given it,
     * so nothing is sent to it. The device still asks by itself, and its next registration brings its token.
     */
    public static final PushToken UNKNOWN = new PushToken("unknown");

    private static final int SHOWN = 8;

    /**
     * Checks the token.
     *
     * @param value 1 to 4,096 characters, no control characters
     * @throws IllegalArgumentException if it breaks the rule
     */
    public PushToken {
        Texts.requireLine(value, 4096);
    }

    /**
     * As much of the token as tells it from others.
     *
     * @return its last 8 characters behind {@code …}; of a token of 8 characters or fewer {@code …} alone
     */
    public String masked() {
        int length = value.codePointCount(0, value.length());
        return length <= SHOWN ? "…" : "…" + value.substring(value.offsetByCodePoints(value.length(), -SHOWN));
    }

    @Override
    public String toString() {
        return "PushToken[hidden]";
    }
}

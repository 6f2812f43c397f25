package io.serialpass.push.apns;

import io.serialpass.wallet.PushToken;

/** Which push tokens APNs can have given. */
final class ApnsTokens {

    /** Apple says that tokens may grow; today's have 64 digits. What is longer than this would not fit into a header. */
    private static final int MOST_DIGITS = 512;

    private ApnsTokens() {}

    /**
     * Whether a token consists of whole bytes in hexadecimal digits. Pushy puts a token into the path of a request as it is, so
     * that no other character may get there.
     */
    static boolean isPossible(PushToken token) {
        String digits = token.value();
        return digits.length() <= MOST_DIGITS
                && digits.length() % 2 == 0
                && digits.chars().allMatch(ApnsTokens::isDigit);
    }

    private static boolean isDigit(int character) {
        return (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'f')
                || (character >= 'A' && character <= 'F');
    }
}

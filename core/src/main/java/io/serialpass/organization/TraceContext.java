package io.serialpass.organization;

import java.util.Optional;

/**
 * The trace that a request belongs to, as the header {@code traceparent} tells it: W3C Trace Context, version 00. Immutable.
 *
 * @param traceId the trace: 32 hexadecimal digits in lower case, not all of them zero
 * @param parentId what asked: 16 hexadecimal digits in lower case, not all of them zero
 * @param flags two hexadecimal digits in lower case; the last bit says whether the caller records the trace
 * @since 0.1
 */
public record TraceContext(String traceId, String parentId, String flags) {

    private static final int LENGTH = 55;

    /**
     * Checks the parts.
     *
     * @param traceId the trace
     * @param parentId what asked
     * @param flags whether the caller records the trace
     * @throws IllegalArgumentException if a part is not what it has to be
     */
    public TraceContext {
        if (!isId(traceId, 32) || !isId(parentId, 16) || !isHex(flags, 2)) {
            throw new IllegalArgumentException("no trace context");
        }
    }

    /**
     * Reads a header. A header that is no trace context is ignored, as the standard has it: section 3.2.2.
     *
     * @param header the header as it was sent
     * @return the trace; empty for nonsense
     */
    public static Optional<TraceContext> parse(String header) {
        boolean isShaped = header.length() >= LENGTH
                && header.charAt(2) == '-'
                && header.charAt(35) == '-'
                && header.charAt(52) == '-';
        if (!isShaped || !isVersion(header)) {
            return Optional.empty();
        }
        String traceId = header.substring(3, 35);
        String parentId = header.substring(36, 52);
        String flags = header.substring(53, LENGTH);
        return isId(traceId, 32) && isId(parentId, 16) && isHex(flags, 2)
                ? Optional.of(new TraceContext(traceId, parentId, flags))
                : Optional.empty();
    }

    /** Later versions may have more behind a dash. */
    private static boolean isVersion(String header) {
        String version = header.substring(0, 2);
        if (!isHex(version, 2) || version.equals("ff")) {
            return false;
        }
        return header.length() == LENGTH || (!version.equals("00") && header.charAt(LENGTH) == '-');
    }

    private static boolean isId(String text, int length) {
        return isHex(text, length) && !text.chars().allMatch(digit -> digit == '0');
    }

    private static boolean isHex(String text, int length) {
        return text.length() == length
                && text.chars().allMatch(digit -> (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'));
    }

    /**
     * The header for what is asked of others on behalf of the same trace.
     *
     * @param self what asks them: 16 hexadecimal digits, not all of them zero
     * @return the value of {@code traceparent}
     */
    public String header(String self) {
        return "00-" + traceId + "-" + self + "-" + flags;
    }
}

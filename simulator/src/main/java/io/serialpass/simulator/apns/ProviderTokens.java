package io.serialpass.simulator.apns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks provider tokens, as Apple's page "Establishing a token-based connection to APNs" has them. Safe for use by many
 * threads.
 */
final class ProviderTokens {

    /** A key that tokens are signed with, and whose it is. */
    record Key(String keyId, String teamId, PublicKey key) {}

    private static final Duration LONGEST = Duration.ofHours(1);

    /** How far the clocks of two machines may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final int MOST_CHARACTERS = 4096;
    private static final Pattern FORM =
            Pattern.compile("[Bb]earer ([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;
    private final Optional<Key> key;

    /** The header that was right last, and the second when it was: a client sends the same with each push. */
    private volatile Checked checked = new Checked("", 0);

    private record Checked(String authorization, long second) {}

    ProviderTokens(Clock clock, Optional<Key> key) {
        this.clock = clock;
        this.key = key;
    }

    /**
     * What is wrong with a token.
     *
     * @param authorization the header; null where there is none
     */
    Optional<Refusal> check(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.of(new Refusal(403, "MissingProviderToken"));
        }
        Checked now = new Checked(authorization, clock.instant().getEpochSecond());
        if (now.equals(checked)) {
            return Optional.empty();
        }
        Optional<Refusal> refusal = issuedAt(authorization)
                .map(this::checkAge)
                .orElseGet(() -> Optional.of(new Refusal(403, "InvalidProviderToken")));
        if (refusal.isEmpty()) {
            checked = now;
        }
        return refusal;
    }

    private Optional<Refusal> checkAge(Instant issued) {
        Instant now = clock.instant();
        boolean isFresh = issued.plus(LONGEST).isAfter(now) && issued.isBefore(now.plus(SKEW));
        return isFresh ? Optional.empty() : Optional.of(new Refusal(403, "ExpiredProviderToken"));
    }

    /** When a token that is right was made. */
    private Optional<Instant> issuedAt(String authorization) {
        var matcher = FORM.matcher(authorization);
        if (authorization.length() > MOST_CHARACTERS || !matcher.matches()) {
            return Optional.empty();
        }
        try {
            JsonNode header = json(matcher.group(1));
            JsonNode claims = json(matcher.group(2));
            byte[] signature = Base64.getUrlDecoder().decode(matcher.group(3));
            String signed = matcher.group(1) + "." + matcher.group(2);
            boolean isRight = "ES256".equals(header.path("alg").asText())
                    && header.path("kid").isTextual()
                    && claims.path("iss").isTextual()
                    && claims.path("iat").isIntegralNumber()
                    && key.map(known -> isOf(known, header, claims) && isSigned(known, signed, signature))
                            .orElse(true);
            return isRight
                    ? Optional.of(Instant.ofEpochSecond(claims.path("iat").asLong()))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static JsonNode json(String part) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(part));
    }

    private static boolean isOf(Key known, JsonNode header, JsonNode claims) {
        return header.path("kid").asText().equals(known.keyId())
                && claims.path("iss").asText().equals(known.teamId());
    }

    /**
     * Takes both forms of a signature. RFC 7518, section 3.4, has the two numbers side by side; Pushy sends them in DER, which
     * APNs takes too.
     */
    private static boolean isSigned(Key known, String signed, byte[] signature) {
        String algorithm = signature.length == 64 ? "SHA256withECDSAinP1363Format" : "SHA256withECDSA";
        try {
            Signature check = Signature.getInstance(algorithm);
            check.initVerify(known.key());
            check.update(signed.getBytes(StandardCharsets.US_ASCII));
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}

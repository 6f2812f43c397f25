package io.serialpass.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The secrets of a webhook. While one takes the place of another, both sign, so that a receiver can change over when it likes.
 * Immutable.
 *
 * @param all the secrets, the newest first: 1 to {@value #MOST}
 * @since 0.1
 */
public record WebhookSecrets(List<Dated> all) {

    /** The most secrets that sign at once: each is a signature in a header. */
    public static final int MOST = 3;

    /**
     * A secret and its end.
     *
     * @param secret the secret
     * @param endsAt from when on it signs no more; empty for the newest one
     * @since 0.1
     */
    public record Dated(WebhookSecret secret, Optional<Instant> endsAt) {}

    /**
     * Checks the number.
     *
     * @param all the secrets, the newest first: 1 to {@value #MOST}
     * @throws IllegalArgumentException if there are too few or too many
     */
    public WebhookSecrets {
        if (all.isEmpty() || all.size() > MOST) {
            throw new IllegalArgumentException("a webhook has 1 to " + MOST + " secrets");
        }
        all = List.copyOf(all);
    }

    /**
     * The secrets of a new webhook.
     *
     * @param secret its only secret
     * @return the secrets
     */
    public static WebhookSecrets of(WebhookSecret secret) {
        return new WebhookSecrets(List.of(new Dated(secret, Optional.empty())));
    }

    /**
     * Puts a new secret beside those that there are, which end soon. If there would be too many, the oldest ends at once.
     *
     * @param next the new secret
     * @param now the time
     * @param end when those that have no end yet are to end
     * @return the secrets from now on
     */
    public WebhookSecrets rotated(WebhookSecret next, Instant now, Instant end) {
        List<Dated> kept = new ArrayList<>();
        kept.add(new Dated(next, Optional.empty()));
        all.stream()
                .filter(dated -> isValid(dated, now))
                .limit(MOST - 1)
                .map(dated -> new Dated(dated.secret(), dated.endsAt().or(() -> Optional.of(end))))
                .forEach(kept::add);
        return new WebhookSecrets(kept);
    }

    /**
     * The secrets that sign.
     *
     * @param now the time
     * @return the secrets, the newest first: 1 or more
     */
    public List<WebhookSecret> validAt(Instant now) {
        return all.stream()
                .filter(dated -> isValid(dated, now))
                .map(Dated::secret)
                .toList();
    }

    private static boolean isValid(Dated dated, Instant now) {
        return dated.endsAt().map(now::isBefore).orElse(true);
    }
}

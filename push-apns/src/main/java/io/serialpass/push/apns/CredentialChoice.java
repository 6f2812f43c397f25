package io.serialpass.push.apns;

import io.serialpass.organization.PassTypeIdentifier;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses what a pass type is pushed with, and looks whether it is valid now: neither Pushy nor Java does that before APNs
 * refuses it. Safe for use by many threads.
 */
final class CredentialChoice {

    private final ApnsCredentials credentials;
    private final Optional<ApnsTokenKey> tokenKey;
    private final Clock clock;

    CredentialChoice(ApnsSettings settings) {
        this.credentials = settings.credentials();
        this.tokenKey = settings.tokenKey();
        this.clock = settings.clock();
    }

    /** What a pass type is pushed with. */
    sealed interface Choice {

        <T> T match(Function<? super Usable, ? extends T> usable, Function<? super None, ? extends T> none);
    }

    /** Something that can be used: a key of the developer's, or a certificate. */
    sealed interface Usable extends Choice {

        /** Tells it from every other. */
        String name();

        @Override
        default <T> T match(Function<? super Usable, ? extends T> usable, Function<? super None, ? extends T> none) {
            return usable.apply(this);
        }
    }

    record OfToken(ApnsTokenKey key) implements Usable {
        @Override
        public String name() {
            return "token key " + key.keyId() + " of team " + key.teamId();
        }
    }

    record OfCertificate(ApnsCredential.Certificate certificate) implements Usable {
        @Override
        public String name() {
            return certificate.fingerprint();
        }
    }

    record None(String reason) implements Choice {
        @Override
        public <T> T match(Function<? super Usable, ? extends T> usable, Function<? super None, ? extends T> none) {
            return none.apply(this);
        }
    }

    Choice of(PassTypeIdentifier type) {
        if (tokenKey.isPresent()) {
            return new OfToken(tokenKey.get());
        }
        return credentials.find(type).match(certificate -> valid(type, certificate), none -> new None(none.reason()));
    }

    private Choice valid(PassTypeIdentifier type, ApnsCredential.Certificate certificate) {
        Instant now = clock.instant();
        Instant begin = certificate.certificate().getNotBefore().toInstant();
        Instant end = certificate.certificate().getNotAfter().toInstant();
        if (now.isBefore(begin)) {
            return new None("The certificate of " + type.value() + " is not valid before " + begin
                    + ". Look at the clock of this machine, or wait.");
        }
        if (now.isAfter(end)) {
            return new None("The certificate of " + type.value() + " expired at " + end.truncatedTo(ChronoUnit.SECONDS)
                    + ". Renew it in Apple's developer portal, and put the new one in its place.");
        }
        return new OfCertificate(certificate);
    }
}

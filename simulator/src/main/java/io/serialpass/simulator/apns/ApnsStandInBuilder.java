package io.serialpass.simulator.apns;

import java.io.IOException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts stand-ins for APNs. Those that one builder starts show the same certificate, so that one can take the place of
 * another. Not safe for use by many threads.
 *
 * @since 0.1
 */
public final class ApnsStandInBuilder {

    // The stand-in reads these.
    int port;
    Clock clock = Clock.systemUTC();
    PushScript script = push -> PushReaction.accept();
    long mostStreams = 1000;
    int mostConnections = 1000;
    List<X509Certificate> authorities = List.of();
    private SecureRandom random = new SecureRandom();
    private boolean hasToBeKept;
    private Set<String> topics = Set.of();
    private Optional<ProviderTokens.Key> tokenKey = Optional.empty();
    private @Nullable StandInCertificate certificate;

    ApnsStandInBuilder() {}

    /**
     * Takes a port of one's own choice. It listens on the address 127.0.0.1 alone.
     *
     * @param number the port; 0, as without it, for any free one
     * @return this
     */
    public ApnsStandInBuilder port(int number) {
        this.port = number;
        return this;
    }

    /**
     * Takes another clock than the system's. TLS looks at the certificates by the system's all the same.
     *
     * @param source the source of all times
     * @return this
     */
    public ApnsStandInBuilder clock(Clock source) {
        this.clock = source;
        return this;
    }

    /**
     * Takes another source of randomness, for the key of its certificate.
     *
     * @param source the source
     * @return this
     */
    public ApnsStandInBuilder random(SecureRandom source) {
        this.random = source;
        return this;
    }

    /**
     * Says what it does with a push that keeps all rules.
     *
     * @param what the script; without one every such push is accepted
     * @return this
     */
    public ApnsStandInBuilder script(PushScript what) {
        this.script = what;
        return this;
    }

    /**
     * Has it announce how many requests may be open at once on a connection (MAX_CONCURRENT_STREAMS).
     *
     * @param number 1 to 100,000; 1000 without it
     * @return this
     * @throws IllegalArgumentException if the number is out of range
     */
    public ApnsStandInBuilder mostStreams(int number) {
        this.mostStreams = require(number, 100_000);
        return this;
    }

    /**
     * Bounds how many connections may be open; one more is closed at once.
     *
     * @param number 1 to 100,000; 1000 without it
     * @return this
     * @throws IllegalArgumentException if the number is out of range
     */
    public ApnsStandInBuilder mostConnections(int number) {
        this.mostConnections = require(number, 100_000);
        return this;
    }

    private static int require(int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException("must be 1 to " + most);
        }
        return number;
    }

    /**
     * Refuses pushes that do not expire in the future: a device that is offline would never learn of them.
     *
     * @return this
     */
    public ApnsStandInBuilder expirationInTheFuture() {
        this.hasToBeKept = true;
        return this;
    }

    /**
     * Takes pushes of some topics alone. The topic of a client's certificate is looked at besides.
     *
     * @param allowed the topics
     * @return this
     */
    public ApnsStandInBuilder topics(Set<String> allowed) {
        this.topics = Set.copyOf(allowed);
        return this;
    }

    /**
     * Takes certificates of clients that some authorities issued alone. Without this anybody may have issued them.
     *
     * @param issuers the certificates of the authorities
     * @return this
     */
    public ApnsStandInBuilder clientAuthorities(List<X509Certificate> issuers) {
        this.authorities = List.copyOf(issuers);
        return this;
    }

    /**
     * Takes provider tokens of one key alone, and verifies them. Without this their form alone is looked at.
     *
     * @param keyId the key's id
     * @param teamId the team whose key it is
     * @param key the public key, of the curve P-256
     * @return this
     */
    public ApnsStandInBuilder tokenKey(String keyId, String teamId, PublicKey key) {
        this.tokenKey = Optional.of(new ProviderTokens.Key(keyId, teamId, key));
        return this;
    }

    /**
     * Starts one.
     *
     * @return a stand-in that accepts connections
     * @throws IOException if it cannot listen at the port
     */
    public ApnsStandIn start() throws IOException {
        PushRules rules = new PushRules(clock, hasToBeKept, topics);
        PushDesk desk = new PushDesk(rules, new ProviderTokens(clock, tokenKey), script);
        return new ApnsStandIn(this, certificate(), desk);
    }

    private StandInCertificate certificate() {
        StandInCertificate made =
                certificate == null ? StandInCertificate.create(clock.instant(), random) : certificate;
        certificate = made;
        return made;
    }
}

package io.serialpass.push.apns;

import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.DeliveryPriority;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Puts a sender together. Not safe for use by many threads.
 *
 * @since 0.1
 */
public final class ApnsPushSenderBuilder {

    private static final Duration LONGEST_EXPIRATION = Duration.ofDays(30);
    private static final Duration LONGEST_DEADLINE = Duration.ofMinutes(5);

    private final ApnsCredentials credentials;
    private Optional<ApnsTokenKey> tokenKey = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private String host = ApnsClientBuilder.PRODUCTION_APNS_HOST;
    private int port = ApnsClientBuilder.DEFAULT_APNS_PORT;
    private List<X509Certificate> trusted = List.of();
    private ApnsPushType pushType = ApnsPushType.ALERT;
    private OptionalInt priority = OptionalInt.empty();
    private Duration expiration = LONGEST_EXPIRATION;
    private Duration deadline = Duration.ofSeconds(10);
    private Duration pause = Duration.ofSeconds(1);
    private int mostUnderWay = 1000;
    private int mostGivenUp = 50;
    private int mostConnections = 200;

    ApnsPushSenderBuilder(ApnsCredentials credentials) {
        this.credentials = credentials;
    }

    /**
     * Takes a token key for all pass types, in place of certificates.
     *
     * @param key the key
     * @return this
     */
    public ApnsPushSenderBuilder tokenKey(ApnsTokenKey key) {
        this.tokenKey = Optional.of(key);
        return this;
    }

    /**
     * Takes another clock than the system's. Provider tokens have the system's time all the same.
     *
     * @param source the source of all times
     * @return this
     */
    public ApnsPushSenderBuilder clock(Clock source) {
        this.clock = source;
        return this;
    }

    /**
     * Takes another server than Apple's for production, {@code api.push.apple.com:443}. Passes are pushed in production alone,
     * as Apple's "Adding a Web Service to Update Passes" has it: the sandbox knows no device.
     *
     * @param name its name or address
     * @param number its port, such as 2197 where a firewall closes 443
     * @return this
     * @throws IllegalArgumentException if the port is out of range
     */
    public ApnsPushSenderBuilder server(String name, int number) {
        require(number, 1, 65_535);
        this.host = name;
        this.port = number;
        return this;
    }

    /**
     * Trusts some certificates of servers alone, in place of those that Java trusts: for a stand-in of APNs.
     *
     * @param certificates the certificates; none for those that Java trusts
     * @return this
     */
    public ApnsPushSenderBuilder trust(List<X509Certificate> certificates) {
        this.trusted = List.copyOf(certificates);
        return this;
    }

    /**
     * Takes another push type than {@link ApnsPushType#ALERT}.
     *
     * @param type the push type
     * @return this
     */
    public ApnsPushSenderBuilder pushType(ApnsPushType type) {
        this.pushType = type;
        return this;
    }

    /**
     * Takes another priority than the usual one of the push type: 10 (at once), or 5 for {@link ApnsPushType#BACKGROUND}.
     *
     * @param number 5 (as the battery allows) or 10 (at once)
     * @return this
     */
    public ApnsPushSenderBuilder priority(int number) {
        this.priority = OptionalInt.of(number);
        return this;
    }

    /**
     * Says how long APNs keeps a push for a device that is offline. APNs keeps one push for each pass type and device.
     *
     * @param length 1 hour to 30 days; 30 days without it, which is the longest that APNs keeps any
     * @return this
     * @throws IllegalArgumentException if the length is out of range
     */
    public ApnsPushSenderBuilder expiration(Duration length) {
        if (length.compareTo(Duration.ofHours(1)) < 0 || length.compareTo(LONGEST_EXPIRATION) > 0) {
            throw new IllegalArgumentException("must be 1 hour to 30 days");
        }
        this.expiration = length;
        return this;
    }

    /**
     * Says how long a push may take until its answer; then it counts as failed.
     *
     * @param length 1 millisecond to 5 minutes; 10 seconds without it
     * @return this
     * @throws IllegalArgumentException if the length is out of range
     */
    public ApnsPushSenderBuilder deadline(Duration length) {
        if (length.toMillis() < 1 || length.compareTo(LONGEST_DEADLINE) > 0) {
            throw new IllegalArgumentException("must be 1 millisecond to 5 minutes");
        }
        this.deadline = length;
        return this;
    }

    /** Says how long no connection is tried after one that could not be made; for tests. */
    ApnsPushSenderBuilder pause(Duration length) {
        this.pause = length;
        return this;
    }

    /**
     * Says how many pushes may be under way at once. Each takes about a kilobyte of heap.
     *
     * @param number 1 to 10,000; 1000 without it, which is how many APNs usually takes at once on a connection
     * @return this
     * @throws IllegalArgumentException if the number is out of range
     */
    public ApnsPushSenderBuilder mostUnderWay(int number) {
        this.mostUnderWay = require(number, 1, 10_000);
        return this;
    }

    /**
     * Says how many pushes of a connection may be left without an answer. Each keeps its place among those that APNs takes at
     * once, and so with more of them a new connection is made.
     *
     * @param number 1 to 10,000; 50 without it
     * @return this
     * @throws IllegalArgumentException if the number is out of range
     */
    public ApnsPushSenderBuilder mostGivenUp(int number) {
        this.mostGivenUp = require(number, 1, 10_000);
        return this;
    }

    /**
     * Says how many connections are kept. Each pass type has one of its own, unless there is a token key; the one that was
     * not used for longest gives way.
     *
     * @param number 1 to 10,000; 200 without it
     * @return this
     * @throws IllegalArgumentException if the number is out of range
     */
    public ApnsPushSenderBuilder mostConnections(int number) {
        this.mostConnections = require(number, 1, 10_000);
        return this;
    }

    private static int require(int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException("must be " + least + " to " + most);
        }
        return number;
    }

    /**
     * Builds the sender. It connects when there is something to push.
     *
     * @return the sender
     * @throws IllegalArgumentException if Apple does not allow the priority with the push type
     */
    public ApnsPushSender build() {
        int number = priority.orElse(pushType.usualPriority());
        if (!pushType.allows(number)) {
            throw new IllegalArgumentException(
                    "The priority must be 5 or 10, and with the push type background it must be 5.");
        }
        return new ApnsPushSender(new ApnsSettings(
                credentials,
                tokenKey,
                clock,
                host,
                port,
                trusted,
                pushType,
                DeliveryPriority.getFromCode(number),
                expiration,
                deadline,
                pause,
                mostUnderWay,
                mostGivenUp,
                mostConnections));
    }
}

package io.serialpass.simulator.phone;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PushToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Many phones in one process. Each holds one of the given passes, in turn, so that one pass can be in several phones, as after a
 * synchronisation between the devices of one user. What the phones do by themselves is decided by a seed before it begins, so that a
 * run can be repeated. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PhoneFleet {

    private static final int TOKEN_BYTES = 32;
    private static final int DEVICE_BYTES = 16;

    private final PhoneNetwork network;
    private final List<PassFile> passes;
    private final List<Phone> phones = new ArrayList<>();
    private final Map<PushToken, Phone> byToken = new ConcurrentHashMap<>();
    private final Random random;
    private final RandomGenerator names;

    /**
     * Makes phones that hold nothing yet.
     *
     * @param network their way to the server
     * @param passes what they hold, one or more; each has a token
     * @param devices how many phones, 1 or more
     * @param seed decides what they do by themselves
     * @param names decides their names towards the server and their push tokens. It is not the seed's to do: two runs against
     *     one server would act as the same phones
     */
    public PhoneFleet(PhoneNetwork network, List<PassFile> passes, int devices, long seed, RandomGenerator names) {
        if (passes.isEmpty() || devices < 1) {
            throw new IllegalArgumentException("a fleet needs a pass and a phone");
        }
        this.network = network;
        this.passes = List.copyOf(passes);
        this.random = new Random(seed);
        this.names = names;
        for (int i = 1; i <= devices; i++) {
            PushToken token = newToken();
            Phone phone = new Phone(network, "phone " + i, new DeviceLibraryIdentifier(hex(DEVICE_BYTES)), token);
            phones.add(phone);
            byToken.put(token, phone);
        }
    }

    private String hex(int length) {
        byte[] bytes = new byte[length];
        synchronized (names) {
            names.nextBytes(bytes);
        }
        return HexFormat.of().formatHex(bytes);
    }

    private PushToken newToken() {
        return new PushToken(hex(TOKEN_BYTES));
    }

    /**
     * Gives the phones.
     *
     * @return all of them
     */
    public List<Phone> phones() {
        return List.copyOf(phones);
    }

    /** Puts the passes into the phones, which register, ask and fetch. */
    public void addPasses() {
        for (int i = 0; i < phones.size(); i++) {
            phones.get(i).add(passes.get(i % passes.size()));
        }
    }

    /**
     * Hands a push on to its phone. A push to a token that no phone has any more is lost, as at the push service.
     *
     * @param token the address that was pushed to
     * @param type the pass type that it is about
     * @return whether a phone has the token
     */
    public boolean pushed(PushToken token, PassTypeIdentifier type) {
        Phone phone = byToken.get(token);
        if (phone == null) {
            return false;
        }
        phone.pushed(type);
        return true;
    }

    /**
     * Lets phones ask by themselves from now on, each at its own time of the period.
     *
     * @param period how long it is from one question to the next
     * @param time for how long they do so
     */
    public void pollEvery(Duration period, Duration time) {
        for (Phone phone : phones) {
            pollOn(phone, part(period, nextShare()), period, time);
        }
    }

    private void pollOn(Phone phone, Duration delay, Duration period, Duration left) {
        if (delay.compareTo(left) < 0) {
            network.later(delay, () -> {
                phone.poll();
                pollOn(phone, period, period, left.minus(delay));
            });
        }
    }

    /**
     * Lets the users of the phones do what they do, at random moments. All phones are online again at the end.
     *
     * @param habits how many do what
     * @param time in which they do it
     */
    public void live(Habits habits, Duration time) {
        for (int i = 0; i < phones.size(); i++) {
            Phone phone = phones.get(i);
            PassId pass = passes.get(i % passes.size()).pass();
            if (nextShare() < habits.offline()) {
                double begin = nextShare() * 0.5;
                double end = begin + 0.1 + nextShare() * 0.3;
                network.later(part(time, begin), phone::goOffline);
                network.later(part(time, end), phone::goOnline);
            }
            if (nextShare() < habits.changeToken()) {
                network.later(part(time, nextShare() * 0.8), () -> changePushToken(phone));
            }
            if (nextShare() < habits.delete()) {
                network.later(part(time, nextShare() * 0.8), () -> phone.delete(pass));
            }
        }
    }

    private double nextShare() {
        synchronized (random) {
            return random.nextDouble();
        }
    }

    private static Duration part(Duration whole, double share) {
        return Duration.ofMillis((long) (whole.toMillis() * share));
    }

    /**
     * Gives a phone another push token. The old one reaches nobody any more.
     *
     * @param phone a phone of the fleet
     */
    public void changePushToken(Phone phone) {
        PushToken token = newToken();
        byToken.put(token, phone);
        byToken.remove(phone.pushToken());
        phone.changePushToken(token);
    }

    /**
     * Asks the server for each pass once more, and tells which phones hold an old one.
     *
     * @return a line for each pass in a phone that is old; empty if every phone has the newest
     */
    public List<OldPass> oldPasses() {
        return new PassCheck(network).of(phones, passes);
    }

    /** Removes the passes from all phones, which end their registrations. */
    public void removePasses() {
        for (Phone phone : phones) {
            phone.goOnline();
            phone.passes().forEach(held -> phone.delete(held.pass()));
        }
    }
}

package io.serialpass.simulator.phone;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PushToken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A phone that holds passes and follows Apple's protocol strictly: it registers for each pass, asks what is new when a push tells
 * it, sends the last tag of the pass type, fetches with {@code If-Modified-Since}, refuses packages that are not sound, says in the
 * server's log what went wrong, and tries failed calls again, later each time. It makes one call at a time, on the threads of its
 * network; each method here returns at once. What it keeps of a pass is a few texts, not the package, so that a process has room
 * for many phones.
 *
 * <p>Source: Apple's "Adding a Web Service to Update Passes", and the archived PassKit Web Service Reference for what that
 * leaves out. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class Phone {

    private static final int MOST_COMPLAINTS = 20;

    private final PhoneNetwork network;
    private final String name;
    private final DeviceLibraryIdentifier device;
    private final PhoneCalls calls;

    // All below is guarded by this.
    private final PhoneState state = new PhoneState();
    private final Deque<Job> jobs = new ArrayDeque<>();
    private final Set<PassTypeIdentifier> missedPushes = new LinkedHashSet<>();
    private final List<String> complaints = new ArrayList<>();
    private PushToken pushToken;
    private boolean isOnline = true;
    private boolean isWorking;

    /** A call to be made, and how often it failed. */
    private record Job(PhoneTask task, int failures) {}

    /**
     * Makes a phone that holds nothing.
     *
     * @param network its way to servers
     * @param name its name for people
     * @param device its name towards servers
     * @param pushToken its address at the push service
     */
    public Phone(PhoneNetwork network, String name, DeviceLibraryIdentifier device, PushToken pushToken) {
        this.network = network;
        this.name = name;
        this.device = device;
        this.pushToken = pushToken;
        this.calls = new PhoneCalls(this, network);
    }

    /**
     * Puts a pass into the phone, which registers for it, asks what is new, and fetches that. A pass that is there already is
     * replaced.
     *
     * @param file the pass
     * @throws IllegalArgumentException if it has no token, or neither it nor the network says where its updates are
     */
    public void add(PassFile file) {
        PassInPhone added = new PassInPhone(file, network.service(file.webServiceUrl()));
        synchronized (this) {
            state.put(added);
            enqueue(new PhoneTask.Register(file.pass()));
        }
    }

    /**
     * A push has come: something of a pass type is new. A phone that is offline gets it when it comes back, one for each type
     * however many were sent.
     *
     * @param type the type
     */
    public synchronized void pushed(PassTypeIdentifier type) {
        if (isOnline) {
            tell(type);
        } else {
            missedPushes.add(type);
        }
    }

    private synchronized void tell(PassTypeIdentifier type) {
        calls.happened(PhoneAction.TOLD, Optional.of(type), Optional.empty(), "");
        state.noteTold(type, network.clock().instant());
        enqueue(new PhoneTask.List(type));
    }

    /** Asks what is new of each type that it holds, without a push: as after a restart of the phone. */
    public synchronized void poll() {
        for (PassTypeIdentifier type : state.types()) {
            enqueue(new PhoneTask.List(type));
        }
    }

    /**
     * Fetches a pass without being told: its user pulled it down. Of a pass that is not there nothing happens.
     *
     * @param pass the pass
     */
    public synchronized void refresh(PassId pass) {
        if (state.find(pass).isPresent()) {
            enqueue(new PhoneTask.Fetch(pass, false));
        }
    }

    /** Cannot reach anybody from now on. A call under way still ends. */
    public synchronized void goOffline() {
        if (isOnline) {
            isOnline = false;
            calls.happened(PhoneAction.WENT_OFFLINE, Optional.empty(), Optional.empty(), "");
        }
    }

    /** Can reach everybody again: it gets the pushes that waited for it, and goes on with its calls. */
    public synchronized void goOnline() {
        if (!isOnline) {
            isOnline = true;
            calls.happened(PhoneAction.CAME_BACK, Optional.empty(), Optional.empty(), "");
            missedPushes.forEach(this::tell);
            missedPushes.clear();
            work();
        }
    }

    /**
     * Has another push token from now on, and registers again for each pass with it.
     *
     * @param token the token
     */
    public synchronized void changePushToken(PushToken token) {
        pushToken = token;
        calls.happened(PhoneAction.CHANGED_PUSH_TOKEN, Optional.empty(), Optional.empty(), "");
        state.all().forEach(held -> enqueue(new PhoneTask.Register(held.pass)));
    }

    /**
     * Removes a pass, and ends its registration. Of a pass that is not there nothing happens.
     *
     * @param pass the pass
     */
    public synchronized void delete(PassId pass) {
        state.remove(pass).ifPresent(gone -> {
            calls.happened(
                    PhoneAction.DELETED, Optional.of(pass.passTypeIdentifier()), Optional.of(pass.serialNumber()), "");
            enqueue(new PhoneTask.Unregister(gone));
        });
    }

    /**
     * Gives the name of the phone for people.
     *
     * @return for example {@code phone 1}
     */
    public String name() {
        return name;
    }

    /**
     * Gives the name of the phone towards servers.
     *
     * @return the name, which is also what the list of updated passes asks for as a credential
     */
    public DeviceLibraryIdentifier device() {
        return device;
    }

    /**
     * Gives the address of the phone at the push service.
     *
     * @return the token
     */
    public synchronized PushToken pushToken() {
        return pushToken;
    }

    /**
     * Tells whether it can reach anybody.
     *
     * @return false between {@link #goOffline} and {@link #goOnline}
     */
    public synchronized boolean isOnline() {
        return isOnline;
    }

    /**
     * Gives the passes as they are now.
     *
     * @return the passes, in the order in which they came
     */
    public synchronized List<HeldPass> passes() {
        return state.all().stream().map(PassInPhone::snapshot).toList();
    }

    /** The state, for the calls: guarded by this phone. */
    PhoneState state() {
        return state;
    }

    synchronized void enqueue(PhoneTask task) {
        if (jobs.stream().noneMatch(job -> job.task().equals(task))) {
            jobs.add(new Job(task, 0));
            work();
        }
    }

    /** Keeps a message for the server's log; the oldest ones are enough. */
    synchronized void complain(String message) {
        if (complaints.size() < MOST_COMPLAINTS) {
            complaints.add(LogTexts.at(network.clock().instant(), network.zone(), message));
        }
        enqueue(new PhoneTask.Log());
    }

    synchronized List<String> takeComplaints() {
        List<String> taken = List.copyOf(complaints);
        complaints.clear();
        return taken;
    }

    private synchronized void work() {
        if (!isWorking && isOnline && !jobs.isEmpty()) {
            isWorking = true;
            network.run(this::makeCalls);
        }
    }

    private synchronized Optional<Job> next() {
        Optional<Job> next = isOnline ? Optional.ofNullable(jobs.poll()) : Optional.empty();
        if (next.isEmpty()) {
            isWorking = false;
        }
        return next;
    }

    private void makeCalls() {
        for (Optional<Job> next = next(); next.isPresent(); next = next()) {
            Job job = next.get();
            if (!calls.make(job.task())) {
                retry(new Job(job.task(), job.failures() + 1));
            }
        }
    }

    private void retry(Job job) {
        network.retryAfter(job.failures())
                .ifPresentOrElse(delay -> network.later(delay, () -> again(job)), () -> calls.gaveUp(job.task()));
    }

    private synchronized void again(Job job) {
        if (jobs.stream().noneMatch(waiting -> waiting.task().equals(job.task()))) {
            jobs.add(job);
            work();
        }
    }
}

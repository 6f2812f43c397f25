package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Many devices that follow the protocol strictly, against writers that change the passes all the while. When all is quiet,
 * every device must hold the newest version of each of its passes.
 *
 * @since 0.1
 */
public final class DeviceSimulation {

    private static final int DEVICES = 8;
    private static final int WRITERS = 3;
    private static final int CHANGES_PER_WRITER = 60;
    private static final int LONGEST_PAUSE_SECONDS = 60;
    private static final int MOST_ROUNDS_WHEN_QUIET = 3;

    private final DeviceProtocol server;
    private final List<Pass> passes;
    private final BiConsumer<Pass, String> change;
    private final long seed;

    /** A change for each round of a device, so that neither side is done before the other has begun. */
    private final Semaphore pace = new Semaphore(WRITERS);

    /**
     * Makes a simulation.
     *
     * @param server what the devices talk to
     * @param passes the passes, of one type; each has a package
     * @param change gives a pass a package with this content, different from all before; called by many threads
     * @param seed decides what each thread does, though not how they interleave
     */
    public DeviceSimulation(DeviceProtocol server, List<Pass> passes, BiConsumer<Pass, String> change, long seed) {
        this.server = server;
        this.passes = List.copyOf(passes);
        this.change = change;
        this.seed = seed;
    }

    /**
     * Runs it.
     *
     * @throws AssertionError if a device missed an update, was sent for one that was none, or was told of a pass that it
     *     does not have
     */
    public void run() {
        ExecutorService threads = Executors.newFixedThreadPool(DEVICES + WRITERS);
        CountDownLatch writing = new CountDownLatch(WRITERS);
        List<Callable<Optional<StrictDevice>>> tasks = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            tasks.add(() -> {
                try {
                    write(writer);
                } finally {
                    // Also where it fails, so that the devices end.
                    writing.countDown();
                }
                return Optional.empty();
            });
        }
        for (int i = 0; i < DEVICES; i++) {
            int number = i;
            tasks.add(() -> Optional.of(live(number, writing)));
        }
        try {
            List<StrictDevice> devices = new ArrayList<>();
            for (Future<Optional<StrictDevice>> future : threads.invokeAll(tasks)) {
                future.get().ifPresent(devices::add);
            }
            devices.forEach(this::checkWhenQuiet);
        } catch (ExecutionException e) {
            throw new AssertionError("seed " + seed, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private PassTypeIdentifier type() {
        return passes.get(0).id().passTypeIdentifier();
    }

    private void write(int writer) throws InterruptedException {
        Random random = new Random(seed * 31 + writer);
        for (int i = 0; i < CHANGES_PER_WRITER; i++) {
            if (!pace.tryAcquire(LONGEST_PAUSE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("no device moves any more");
            }
            Pass pass = passes.get(random.nextInt(passes.size()));
            change.accept(pass, "change " + i + " of writer " + writer + " to " + pass.id());
        }
    }

    private StrictDevice live(int number, CountDownLatch writing) {
        Random random = new Random(seed * 37 + number);
        StrictDevice device = new StrictDevice("device-" + number, type(), server);
        List<DeviceProtocol.Copy> files = new ArrayList<>();
        for (Pass pass : passes) {
            // A file that lies in a mailbox, and grows old there.
            files.add(server.fetch(pass.id(), pass.authenticationToken(), Optional.empty())
                    .orElseThrow());
        }
        while (writing.getCount() > 0) {
            int index = random.nextInt(passes.size());
            Pass pass = passes.get(index);
            boolean has = device.copies().containsKey(pass.id());
            if (!has) {
                device.add(pass, files.get(index));
            } else if (random.nextInt(6) == 0) {
                device.remove(pass);
            }
            device.update();
            pace.release();
        }
        for (int i = 0; i < passes.size(); i++) {
            if (i % 2 == number % 2
                    && !device.copies().containsKey(passes.get(i).id())) {
                device.add(passes.get(i), files.get(i));
            }
        }
        return device;
    }

    private void checkWhenQuiet(StrictDevice device) {
        int rounds = 0;
        while (device.update()) {
            rounds++;
            assertThat(rounds)
                    .as("seed %s: rounds of news while nothing changes", seed)
                    .isLessThanOrEqualTo(MOST_ROUNDS_WHEN_QUIET);
        }
        for (Pass pass : passes) {
            DeviceProtocol.Copy held = device.copies().get(pass.id());
            if (held != null) {
                DeviceProtocol.Copy newest = server.fetch(pass.id(), pass.authenticationToken(), Optional.empty())
                        .orElseThrow();
                assertThat(held.content()).as("seed %s: %s", seed, pass.id()).isEqualTo(newest.content());
            }
        }
    }
}

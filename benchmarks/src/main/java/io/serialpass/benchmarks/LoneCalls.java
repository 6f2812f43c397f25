package io.serialpass.benchmarks;

import io.serialpass.simulator.phone.FleetStatistics;
import io.serialpass.simulator.phone.FleetStatistics.Times;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.UpdatedList;
import io.serialpass.simulator.web.WalletAnswer;
import io.serialpass.simulator.web.WalletCall;
import io.serialpass.simulator.web.WalletRequest;
import io.serialpass.simulator.web.WalletService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The calls that phones make in a storm, one kind alone: with the same client, over as many connections, once for each device. */
final class LoneCalls {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final WalletService service;
    private final int passes;
    private final int callers;
    private final AtomicReferenceArray<Optional<String>> tags;
    private final AtomicReferenceArray<Optional<String>> dates;

    private interface Call {
        Duration of(int device) throws NoAnswerException;
    }

    LoneCalls(String url, int passes, int devices, int callers) {
        this.service = new WalletService(url, WalletService.client(TIMEOUT), TIMEOUT);
        this.passes = passes;
        this.callers = callers;
        this.tags = new AtomicReferenceArray<>(devices);
        this.dates = new AtomicReferenceArray<>(devices);
        for (int i = 0; i < devices; i++) {
            tags.set(i, Optional.empty());
            dates.set(i, Optional.empty());
        }
    }

    /** Each device asks what is new since it asked last. */
    Times list() throws InterruptedException {
        return all(WalletCall.LIST, this::list);
    }

    /** Each device fetches its pass, which it has in the version that it fetched last. */
    Times fetch() throws InterruptedException {
        return all(WalletCall.FETCH, this::fetch);
    }

    private Duration list(int device) throws NoAnswerException {
        WalletAnswer answer = send(WalletRequest.list(StormPasses.device(device), StormPasses.TYPE, tags.get(device)));
        tags.set(device, UpdatedList.read(answer.body()).list().map(UpdatedList::tag));
        return answer.took();
    }

    private Duration fetch(int device) throws NoAnswerException {
        int pass = device % passes;
        WalletRequest plain = WalletRequest.fetch(StormPasses.pass(pass)).withToken(StormPasses.token(pass));
        WalletAnswer answer = send(dates.get(device)
                .map(date -> plain.with("If-Modified-Since", date))
                .orElse(plain));
        dates.set(device, answer.header("Last-Modified"));
        return answer.took();
    }

    private WalletAnswer send(WalletRequest request) throws NoAnswerException {
        WalletAnswer answer = service.send(request);
        if (answer.status() != OK) {
            throw new IllegalStateException("answered " + answer + " to " + request);
        }
        return answer;
    }

    private Times all(WalletCall kind, Call call) throws InterruptedException {
        FleetStatistics statistics = new FleetStatistics();
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                all.add(threads.submit(() -> {
                    for (int device = next.getAndIncrement(); device < tags.length(); device = next.getAndIncrement()) {
                        statistics.called(kind, OK, call.of(device));
                    }
                    return true;
                }));
            }
            for (Future<Boolean> one : all) {
                one.get();
            }
            return statistics.timesOf(kind);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}

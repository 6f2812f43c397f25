package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.cli.ServerProgram.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The servers on one store that a load balancer knows to work. Safe for use by many threads. */
final class ServersInUse {

    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int FAILED = 500;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private volatile List<ServerProgram> servers = List.of();

    /** Sends one request. */
    interface Call {
        Answer send(ServerProgram server) throws IOException, InterruptedException;
    }

    void add(ServerProgram server) {
        List<ServerProgram> more = new ArrayList<>(servers);
        more.add(server);
        servers = List.copyOf(more);
    }

    void remove(ServerProgram server) {
        servers = servers.stream().filter(one -> one != server).toList();
    }

    List<ServerProgram> all() {
        return servers;
    }

    ServerProgram any(RandomGenerator random) {
        List<ServerProgram> now = servers;
        return now.get(random.nextInt(now.size()));
    }

    /**
     * Sends a request to any of them, as a careful program does: where the answer gets lost, or says that it failed for now, the same
     * request is sent again, to any of them.
     */
    Answer ask(RandomGenerator random, Call call) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        String last = "no answer";
        while (System.nanoTime() < end) {
            try {
                Answer answer = call.send(any(random));
                if (answer.status() != CONFLICT && answer.status() != TOO_MANY && answer.status() < FAILED) {
                    return answer;
                }
                last = answer.text();
                assertThat(answer.status()).as(last).isNotEqualTo(FAILED);
            } catch (IOException e) {
                last = e.toString();
            }
        }
        throw new AssertionError("No server answered for " + LONGEST + "; the last one: " + last);
    }
}

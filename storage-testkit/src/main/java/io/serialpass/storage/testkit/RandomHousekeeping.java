package io.serialpass.storage.testkit;

import io.serialpass.organization.FirstAnswer;
import io.serialpass.organization.IdempotencyKey;
import io.serialpass.organization.Organization;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.WriteWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Changes at random what servers keep in a store for themselves: first answers to requests with a key, and what they agree upon.
 * All of it follows from the seed.
 */
final class RandomHousekeeping {

    private static final List<IdempotencyKey> KEYS = IntStream.range(0, 12)
            .mapToObj(i -> new IdempotencyKey((i % 2 == 0 ? "key-" : "KEY-") + i / 2))
            .toList();
    private static final List<ServerId> SERVERS =
            List.of(new ServerId("one"), new ServerId("ONE"), new ServerId("another"));
    private static final int LONGEST_ANSWER = 300;

    private final Random random;
    private final RandomQueries queries;
    private final List<Organization> organizations;

    RandomHousekeeping(Random random, RandomQueries queries, List<Organization> organizations) {
        this.random = random;
        this.queries = queries;
        this.organizations = organizations;
    }

    /** A change to do on both stores. */
    WriteWork<List<Object>> change() {
        WriteWork<Boolean> change = switch (random.nextInt(8)) {
            case 0, 1, 2 -> put();
            case 3 -> prune();
            case 4 -> limit();
            case 5 -> ready();
            case 6 -> notReady();
            default -> webServiceUrl();
        };
        return tx -> {
            boolean unused = change.in(tx);
            return answers(tx);
        };
    }

    private WriteWork<Boolean> put() {
        Organization organization = queries.pick(organizations);
        IdempotencyKey key = queries.pick(KEYS);
        byte[] bytes = new byte[random.nextInt(LONGEST_ANSWER)];
        random.nextBytes(bytes);
        FirstAnswer answer = new FirstAnswer(queries.text(), bytes, queries.time());
        return tx -> {
            tx.idempotency().put(organization, key, answer);
            return true;
        };
    }

    private WriteWork<Boolean> prune() {
        Instant before = queries.time();
        int most = random.nextInt(5);
        return tx -> {
            tx.idempotency().prune(before, most);
            return true;
        };
    }

    private WriteWork<Boolean> limit() {
        Organization organization = queries.pick(organizations);
        long most = random.nextInt(4 * (LONGEST_ANSWER + FirstAnswer.BYTES_BESIDE));
        return tx -> {
            tx.idempotency().limit(organization, most);
            return true;
        };
    }

    private WriteWork<Boolean> ready() {
        ServerId server = queries.pick(SERVERS);
        Instant now = queries.time();
        Instant until = now.plusMillis(random.nextInt(1_000));
        return tx -> {
            tx.servers().putReady(server, until, now);
            return true;
        };
    }

    private WriteWork<Boolean> notReady() {
        ServerId server = queries.pick(SERVERS);
        return tx -> {
            tx.servers().removeReady(server);
            return true;
        };
    }

    private WriteWork<Boolean> webServiceUrl() {
        String url = "https://example.com/" + queries.text();
        return tx -> {
            tx.servers().putWebServiceUrl(url);
            return true;
        };
    }

    /** All that a store can tell of it. */
    List<Object> answers(ReadView view) {
        List<Object> answers = new ArrayList<>();
        for (Organization organization : organizations) {
            for (IdempotencyKey key : KEYS) {
                answers.add(view.idempotency().find(organization, key).map(RandomHousekeeping::comparable));
            }
        }
        SERVERS.forEach(server -> answers.add(view.servers().othersReadyUntil(server)));
        answers.add(view.servers().webServiceUrl());
        return answers;
    }

    private static List<Object> comparable(FirstAnswer answer) {
        return List.of(answer.request(), Arrays.hashCode(answer.answer()), answer.dateCreated());
    }
}

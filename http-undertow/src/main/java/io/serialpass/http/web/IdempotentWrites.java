package io.serialpass.http.web;

import io.serialpass.organization.IdempotencyKey;
import io.serialpass.service.IdempotencyOutcome;
import io.serialpass.service.IdempotencyService;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteWork;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs the units of work of calls that take an {@code Idempotency-Key}: with one, a request is carried out once, and gets its
 * first answer again byte for byte. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class IdempotentWrites {

    private static final String HEADER = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    private final Storage storage;
    private final IdempotencyService service;

    /**
     * Makes the runner.
     *
     * @param storage the store, which stays the caller's to close
     * @param service knows which requests were carried out
     */
    public IdempotentWrites(Storage storage, IdempotencyService service) {
        this.storage = storage;
        this.service = service;
    }

    /**
     * Reads the key of a request.
     *
     * @param request the request
     * @param problems takes what is wrong with the key
     * @return the key; empty if none was sent, or one that is not as it must be
     */
    public static Optional<IdempotencyKey> key(Request request, Problems problems) {
        List<String> sent = request.headerValues(HEADER);
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        if (sent.size() > 1) {
            problems.value(HEADER, "must be given once");
            return Optional.empty();
        }
        try {
            return Optional.of(new IdempotencyKey(sent.get(0)));
        } catch (IllegalArgumentException e) {
            problems.value(HEADER, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * Carries out a request.
     *
     * @param <T> what comes of the unit of work
     * @param call the method and path of the call
     * @param request the request
     * @param key its key; empty for none
     * @param work does what is asked for
     * @param answer makes the answer of what came of it, or throws an {@link ApiException}, and then nothing is done
     * @return the answer, or the one that the request got before
     * @throws ApiException also where the key came with another request, or the same one is under way
     */
    public <T> Response answer(
            String call,
            Request request,
            Optional<IdempotencyKey> key,
            WriteWork<T> work,
            Function<T, Response> answer) {
        if (key.isEmpty()) {
            return answer.apply(storage.write(work));
        }
        IdempotencyOutcome<Response> outcome = service.run(
                request.organization(),
                key.get(),
                hash(call, request),
                tx -> answer.apply(work.in(tx)),
                KeptResponse::write);
        return outcome.match(
                IdempotencyOutcome.First::answer,
                replayed -> KeptResponse.read(replayed.answer()).withHeader(REPLAYED, "true"),
                inUse -> {
                    throw new ApiException(
                            ErrorCode.IDEMPOTENCY_KEY_IN_USE,
                            "The first request with this " + HEADER + " is still under way. Try again in a second.",
                            Map.of("Retry-After", "1"));
                },
                reused -> {
                    throw new ApiException(
                            ErrorCode.IDEMPOTENCY_KEY_REUSED,
                            "The " + HEADER + " came with another request before. Take a new key for a new request.");
                });
    }

    /** The hash that tells a request from every other: of its call, its query and its body, byte for byte. */
    private static String hash(String call, Request request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((call + "?" + request.query() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(request.body().bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

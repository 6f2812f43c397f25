package io.serialpass.storage.testkit;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAbility;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushSender;
import io.serialpass.wallet.PushToken;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A push service that remembers what it was asked to send, and answers as a test wants it to. */
final class RecordingSender implements PushSender {

    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    private final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();
    private volatile Function<String, CompletionStage<PushAnswer>> answering =
            token -> CompletableFuture.completedFuture(PushAnswer.SENT);
    private volatile PushAbility ability = PushAbility.on("certificate 1");

    /** From now on each token gets this answer. */
    void answer(PushAnswer answer) {
        answering = token -> CompletableFuture.completedFuture(answer);
    }

    /** From now on the function answers. */
    void answer(Function<String, CompletionStage<PushAnswer>> function) {
        answering = function;
    }

    void setAbility(PushAbility changed) {
        ability = changed;
    }

    /** The next tokens, in the order in which they were sent to; fewer where none comes for long. */
    List<String> take(int number) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String token = sent.poll(20, TimeUnit.SECONDS);
            if (token == null) {
                break;
            }
            taken.add(token);
        }
        return taken;
    }

    /** The tokens that nobody has taken. */
    List<String> rest() {
        return List.copyOf(sent);
    }

    int count(String token) {
        return counts.getOrDefault(token, 0);
    }

    @Override
    public PushAbility ability(PassTypeIdentifier type) {
        return ability;
    }

    @Override
    public boolean isReachable(PushToken token) {
        return !token.value().startsWith("unreachable");
    }

    @Override
    public CompletionStage<PushAnswer> send(PassTypeIdentifier type, PushToken token) {
        sent.add(token.value());
        counts.merge(token.value(), 1, Integer::sum);
        return answering.apply(token.value());
    }

    @Override
    public int mostUnderWay() {
        return 50;
    }

    @Override
    public void close() {
        // There is nothing to free.
    }
}

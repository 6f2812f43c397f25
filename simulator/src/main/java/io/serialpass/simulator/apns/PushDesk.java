package io.serialpass.simulator.apns;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What all connections of a stand-in share. Safe for use by many threads. */
final class PushDesk {

    private static final Logger LOGGER = System.getLogger(PushDesk.class.getName());

    private final PushRules rules;
    private final ProviderTokens providerTokens;
    private final PushScript script;
    private final List<Consumer<AcceptedPush>> takers = new CopyOnWriteArrayList<>();

    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong pushes = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong ids = new AtomicLong();

    PushDesk(PushRules rules, ProviderTokens providerTokens, PushScript script) {
        this.rules = rules;
        this.providerTokens = providerTokens;
        this.script = script;
    }

    PushRules rules() {
        return rules;
    }

    ProviderTokens providerTokens() {
        return providerTokens;
    }

    void addTaker(Consumer<AcceptedPush> taker) {
        takers.add(taker);
    }

    long countConnection() {
        return connections.incrementAndGet();
    }

    /** What to do with a push that keeps the rules. */
    PushReaction react(long connection, AcceptedPush push) {
        try {
            return script.on(new ReceivedPush(pushes.incrementAndGet(), connection, push));
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The script of the stand-in for APNs failed.", e);
            return PushReaction.refuse(500, "InternalServerError");
        }
    }

    /** Hands on a push that was accepted. */
    void accept(AcceptedPush push) {
        accepted.incrementAndGet();
        for (Consumer<AcceptedPush> taker : takers) {
            try {
                taker.accept(push);
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, "One that is told of accepted pushes failed.", e);
            }
        }
    }

    void countRefused() {
        refused.incrementAndGet();
    }

    /** A number for the id of an answer. */
    long nextId() {
        return ids.incrementAndGet();
    }

    long connections() {
        return connections.get();
    }

    long accepted() {
        return accepted.get();
    }

    long refused() {
        return refused.get();
    }
}

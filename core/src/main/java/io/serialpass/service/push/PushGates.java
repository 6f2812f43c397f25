package io.serialpass.service.push;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAbility;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushAnswer.Verdict;
import io.serialpass.push.PushSender;
import io.serialpass.service.Moments;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells for each pass type whether pushes may be sent. After a fault of its certificate, and if one push after the other fails,
 * a type is shut for some time: its queue stays in the store, and the operator is told once. Then a few pushes try whether it
 * works again; another certificate opens the type at once.
 *
 * <p>Safe for use by many threads.
 */
final class PushGates {

    private static final Logger LOGGER = System.getLogger(PushGates.class.getName());

    /** So many failures in a row shut a type. */
    private static final int MOST_FAILURES = 20;

    /** So many tokens in a row that the push service does not know are no tokens of its environment. */
    private static final int MOST_BAD_TOKENS = 50;

    /** How many pushes try whether a type works again. */
    private static final int TRIALS = 5;

    private final PushSender sender;
    private final Clock clock;
    private final PushBackOff backOff;
    private final Map<PassTypeIdentifier, Gate> gates = new TreeMap<>(Comparator.comparing(PassTypeIdentifier::value));

    PushGates(PushSender sender, Clock clock, PushBackOff backOff) {
        this.sender = sender;
        this.clock = clock;
        this.backOff = backOff;
    }

    /** The experience with one type. */
    private static final class Gate {
        private int failures;
        private int badTokens;
        private int shuts;
        private boolean isOnTrial;
        private int trials;
        private Instant shutUntil = Instant.MIN;
        private String credentials = "";
        private String reason = "";

        /** The reason why it is shut that the log has. */
        private String told = "";

        /** The last reason of a refused push that the log has. */
        private String refused = "";
    }

    private Gate gate(PassTypeIdentifier type) {
        return gates.computeIfAbsent(type, any -> new Gate());
    }

    /**
     * Tells why no push of a type may be sent now.
     *
     * @return a sentence; empty if pushes may be sent
     */
    synchronized Optional<String> whyShut(PassTypeIdentifier type) {
        Gate gate = gate(type);
        PushAbility ability = sender.ability(type);
        String why = ability.isOn() ? whyShut(gate, ability) : ability.reason();
        if (!why.equals(gate.told)) {
            if (why.isEmpty()) {
                LOGGER.log(Level.INFO, "Pushes of {0} are sent", type.value());
            } else {
                LOGGER.log(Level.WARNING, "Pushes of {0} wait, and none is lost: {1}", type.value(), why);
            }
            gate.told = why;
        }
        return why.isEmpty() ? Optional.empty() : Optional.of(why);
    }

    private String whyShut(Gate gate, PushAbility ability) {
        if (!ability.credentials().equals(gate.credentials)) {
            // A fault of the certificate before says nothing about this one.
            gate.credentials = ability.credentials();
            open(gate);
        }
        if (gate.shutUntil.isAfter(clock.instant())) {
            return gate.reason;
        }
        if (gate.shuts > 0 && !gate.isOnTrial) {
            gate.isOnTrial = true;
            gate.trials = TRIALS;
        }
        return gate.isOnTrial && gate.trials == 0 ? gate.reason : "";
    }

    private static void open(Gate gate) {
        gate.failures = 0;
        gate.badTokens = 0;
        gate.shuts = 0;
        gate.isOnTrial = false;
        gate.shutUntil = Instant.MIN;
        gate.reason = "";
    }

    /**
     * Lets one push of a type pass.
     *
     * @return false if it may not be sent now
     */
    synchronized boolean pass(PassTypeIdentifier type) {
        if (whyShut(type).isPresent()) {
            return false;
        }
        Gate gate = gate(type);
        if (gate.isOnTrial) {
            gate.trials--;
        }
        return true;
    }

    /** Learns from an answer. */
    synchronized void learn(PassTypeIdentifier type, PushAnswer answer) {
        Gate gate = gate(type);
        switch (answer.verdict()) {
            case SENT, GONE, TOO_OFTEN -> open(gate);
            case BAD_TOKEN -> {
                gate.badTokens++;
                if (gate.badTokens >= MOST_BAD_TOKENS) {
                    shut(
                            gate,
                            "The push service does not know " + gate.badTokens
                                    + " tokens in a row. Is it the right environment?");
                } else if (gate.isOnTrial) {
                    open(gate);
                }
            }
            case FAILED -> {
                gate.failures++;
                if (gate.failures >= MOST_FAILURES || gate.isOnTrial) {
                    shut(gate, "The push service cannot be reached, or fails: " + word(answer));
                }
            }
            case CREDENTIALS -> shut(gate, "The push service refuses the certificate or key: " + word(answer));
            case REFUSED -> {
                if (!answer.reason().equals(gate.refused)) {
                    LOGGER.log(Level.ERROR, "The push service refuses pushes of {0}: {1}", type.value(), word(answer));
                    gate.refused = answer.reason();
                }
                if (gate.isOnTrial) {
                    // The way to the push service works: it is the push that it does not want.
                    open(gate);
                }
            }
        }
    }

    private void shut(Gate gate, String reason) {
        if (gate.shutUntil.isAfter(clock.instant())) {
            return;
        }
        gate.shuts++;
        gate.isOnTrial = false;
        gate.reason = reason;
        gate.shutUntil = Moments.now(clock).plus(backOff.afterFailure(gate.shuts + 2));
    }

    private static String word(PushAnswer answer) {
        return answer.status() == 0 ? answer.reason() : answer.status() + " " + answer.reason();
    }

    /** Whether the reason of a fault lies with the certificate, so that the push counts as not sent. */
    static boolean isUnsent(PushAnswer answer) {
        return answer.verdict() == Verdict.CREDENTIALS;
    }
}

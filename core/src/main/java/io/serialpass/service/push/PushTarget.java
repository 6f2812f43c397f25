package io.serialpass.service.push;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushCandidate;
import io.serialpass.push.PushPage;
import io.serialpass.push.PushRecord;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UpdateTag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A push token to send to. Immutable.
 *
 * @param type the pass type
 * @param token the push token
 * @param registrations the registrations with the token that were found, 1 or more
 * @param record the record of the pushes to the push token; empty if it was never told
 * @param newest all changes up to this tag are told by the push
 */
record PushTarget(
        PassTypeIdentifier type,
        PushToken token,
        List<Registration> registrations,
        Optional<PushRecord> record,
        UpdateTag newest) {

    PushTarget {
        registrations = List.copyOf(registrations);
    }

    /**
     * The tokens of a page that have to be told, each once, however many of its passes changed.
     *
     * @param from the oldest change to tell of
     */
    static List<PushTarget> of(PassTypeIdentifier type, PushPage page, UpdateTag from) {
        return of(type, page, candidate -> candidate.isToBeTold(from));
    }

    /** The tokens of a page, each once, also those that were told of everything. They count as never told until they are again. */
    static List<PushTarget> again(PassTypeIdentifier type, PushPage page) {
        return of(type, page, candidate -> true).stream()
                .map(PushTarget::untold)
                .toList();
    }

    private static List<PushTarget> of(PassTypeIdentifier type, PushPage page, Predicate<PushCandidate> isWanted) {
        Map<PushToken, List<PushCandidate>> byToken = new LinkedHashMap<>();
        for (PushCandidate candidate : page.candidates()) {
            if (isWanted.test(candidate) && !candidate.isGone()) {
                byToken.computeIfAbsent(candidate.registration().pushToken(), token -> new ArrayList<>())
                        .add(candidate);
            }
        }
        return byToken.entrySet().stream()
                .map(entry -> new PushTarget(
                        type,
                        entry.getKey(),
                        entry.getValue().stream()
                                .map(PushCandidate::registration)
                                .toList(),
                        entry.getValue().get(0).record(),
                        page.newest()))
                .toList();
    }

    /** The same as if nothing was told, so that an attempt that fails is made again. */
    private PushTarget untold() {
        Optional<PushRecord> forgotten = record.map(known -> new PushRecord(
                known.type(),
                known.token(),
                known.device(),
                new UpdateTag(0),
                known.time(),
                known.answer(),
                known.failures(),
                known.retry()));
        return new PushTarget(type, token, registrations, forgotten, newest);
    }

    /** Joins this with the result for the same token in a later part of the same snapshot. */
    PushTarget and(PushTarget other) {
        List<Registration> all = new ArrayList<>(registrations);
        all.addAll(other.registrations());
        return new PushTarget(type, token, all, record, newest);
    }

    /** How many attempts have failed since the last one that did not. */
    int failures() {
        return record.map(PushRecord::failures).orElse(0);
    }

    /** All changes up to this tag were told before. */
    UpdateTag told() {
        return record.map(PushRecord::told).orElse(new UpdateTag(0));
    }
}

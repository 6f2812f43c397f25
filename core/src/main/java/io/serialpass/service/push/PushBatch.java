package io.serialpass.service.push;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushScope;
import io.serialpass.push.PushWalk;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UpdateTag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Some pushes that are sent together, and the rows to store once they are answered. The sender's threads put the answers in;
 * the dispatcher's thread does everything else.
 */
final class PushBatch {

    private final List<PushTarget> targets;
    private final AtomicReferenceArray<PushAnswer> answers;
    private final AtomicInteger missing;

    /** The oldest change of each type that the batch tells of: where a push is not sent, a walk from there tells it later. */
    private final Map<PassTypeIdentifier, UpdateTag> from = new HashMap<>();

    private List<PushWalk> begins = List.of();
    private List<Registration> gone = List.of();
    private OptionalLong position = OptionalLong.empty();
    private Optional<PushScope> scope = Optional.empty();
    private OptionalLong after = OptionalLong.empty();

    PushBatch(List<PushTarget> targets, Map<PassTypeIdentifier, UpdateTag> from) {
        this.targets = List.copyOf(targets);
        this.answers = new AtomicReferenceArray<>(targets.size());
        this.missing = new AtomicInteger(targets.size());
        this.from.putAll(from);
    }

    /** Lets the events up to a position count as dealt with, once this batch is stored, and some walks begin. */
    PushBatch ofEvents(long read, List<PushWalk> walks) {
        position = OptionalLong.of(read);
        begins = List.copyOf(walks);
        return this;
    }

    /**
     * Lets a walk count as gone on, once this batch is stored.
     *
     * @param last the number up to which it has gone; empty at its end
     */
    PushBatch ofWalk(PushScope walked, OptionalLong last) {
        scope = Optional.of(walked);
        after = last;
        return this;
    }

    /** Has registrations removed whose tokens are dead as the store knows already. */
    PushBatch withGone(List<Registration> registrations) {
        gone = List.copyOf(registrations);
        return this;
    }

    List<PushTarget> targets() {
        return targets;
    }

    /** The answer to a target; empty while there is none, and where it was not sent. */
    Optional<PushAnswer> answer(int target) {
        return Optional.ofNullable(answers.get(target));
    }

    /** Notes an answer. */
    void answered(int target, PushAnswer answer) {
        answers.set(target, answer);
        missing.decrementAndGet();
    }

    /** Notes that a target is not sent to now. */
    void leftOut() {
        missing.decrementAndGet();
    }

    /** Whether nothing is under way any more. */
    boolean isDone() {
        return missing.get() == 0;
    }

    /** Whether all it holds is a position in the log: its events concern nobody. */
    boolean isIdle() {
        return position.isPresent() && targets.isEmpty() && begins.isEmpty() && gone.isEmpty();
    }

    UpdateTag from(PassTypeIdentifier type) {
        return from.getOrDefault(type, new UpdateTag(0));
    }

    List<PushWalk> begins() {
        return begins;
    }

    List<Registration> gone() {
        return gone;
    }

    OptionalLong position() {
        return position;
    }

    Optional<PushScope> scope() {
        return scope;
    }

    OptionalLong after() {
        return after;
    }
}

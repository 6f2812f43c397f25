package io.serialpass.turn;

import io.serialpass.organization.Actor;
import io.serialpass.organization.Organization;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * For whom work is done, and until when it has to begin. A server makes one for each request and does the request's work
 * {@linkplain #run within it}; a storage asks for the {@linkplain #current() turn of the thread}. A program that makes none
 * works in {@link #ANYBODY}, in the share of the administration and without a deadline.
 *
 * <p>Immutable and safe for use by many threads, if the question whether the client has gone is.
 *
 * @since 0.1
 */
public final class Turn {

    /** The turn of a thread that has none: the share of the administration, no organization, no deadline. */
    public static final Turn ANYBODY = of(Share.ADMINISTRATION);

    private static final ThreadLocal<Turn> CURRENT = ThreadLocal.withInitial(() -> ANYBODY);

    private final Share share;
    private final Optional<Organization> organization;
    private final Optional<Actor> actor;
    private final Deadline deadline;
    private final Optional<Duration> eachWithin;
    private final Optional<Duration> longestRead;
    private final BooleanSupplier gone;

    private Turn(
            Share share,
            Optional<Organization> organization,
            Optional<Actor> actor,
            Deadline deadline,
            Optional<Duration> eachWithin,
            Optional<Duration> longestRead,
            BooleanSupplier gone) {
        this.share = share;
        this.organization = organization;
        this.actor = actor;
        this.deadline = deadline;
        this.eachWithin = eachWithin;
        this.longestRead = longestRead;
        this.gone = gone;
    }

    /**
     * A turn without an organization and without a deadline.
     *
     * @param share whose readers, threads and queues it uses
     * @return the turn
     */
    public static Turn of(Share share) {
        return new Turn(
                share,
                Optional.empty(),
                Optional.empty(),
                Deadline.NEVER,
                Optional.empty(),
                Optional.empty(),
                () -> false);
    }

    /**
     * The turn that the calling thread works in.
     *
     * @return the turn of the innermost {@link #run}; {@link #ANYBODY} outside of one
     */
    public static Turn current() {
        return CURRENT.get();
    }

    /**
     * The same for an organization. Organizations that share a queue are served one after the other.
     *
     * @param caller the organization; empty if none is known
     * @return the turn
     */
    public Turn by(Optional<Organization> caller) {
        return new Turn(share, caller, actor, deadline, eachWithin, longestRead, gone);
    }

    /**
     * The same for whoever makes the changes. A storage writes it into the events of the units of work.
     *
     * @param changed who; empty if it is nobody that a store is to name
     * @return the turn
     */
    public Turn actedBy(Optional<Actor> changed) {
        return new Turn(share, organization, changed, deadline, eachWithin, longestRead, gone);
    }

    /**
     * The same with one deadline for all of its work.
     *
     * @param changed the deadline
     * @return the turn
     */
    public Turn until(Deadline changed) {
        return new Turn(share, organization, actor, changed, Optional.empty(), longestRead, gone);
    }

    /**
     * The same with a deadline of its own for each unit of work, counted from the moment at which the unit is handed to
     * the store. So work of many units, such as an import, can take as long as it needs.
     *
     * @param limit how long each unit of work may wait, more than zero
     * @return the turn
     */
    public Turn eachWithin(Duration limit) {
        return new Turn(share, organization, actor, Deadline.NEVER, Optional.of(limit), longestRead, gone);
    }

    /**
     * The same, with a limit for reads. A read that takes longer is ended.
     *
     * @param limit how long one unit of work that reads may take
     * @return the turn
     */
    public Turn readingAtMost(Duration limit) {
        return new Turn(share, organization, actor, deadline, eachWithin, Optional.of(limit), gone);
    }

    /**
     * The same for a client that may leave.
     *
     * @param left tells whether the client has gone, on any thread and without waiting
     * @return the turn
     */
    public Turn unlessGone(BooleanSupplier left) {
        return new Turn(share, organization, actor, deadline, eachWithin, longestRead, left);
    }

    /**
     * The turn of one unit of work that is handed to the store now.
     *
     * @return the same with the unit's deadline
     */
    public Turn forUnit() {
        return eachWithin.isEmpty() ? this : until(Deadline.in(eachWithin.get()));
    }

    /**
     * Whose readers, threads and queues it uses.
     *
     * @return the share
     */
    public Share share() {
        return share;
    }

    /**
     * For whom the work is done.
     *
     * @return the organization; empty if none is known
     */
    public Optional<Organization> organization() {
        return organization;
    }

    /**
     * Who makes the changes.
     *
     * @return the actor; empty for devices and for work in the background
     */
    public Optional<Actor> actor() {
        return actor;
    }

    /**
     * How long one unit of work that reads may take.
     *
     * @return the limit; empty if the storage's own limit counts
     */
    public Optional<Duration> longestRead() {
        return longestRead;
    }

    /**
     * How long work that waits can still begin.
     *
     * @return nanoseconds, zero or less where the deadline has passed; {@link Long#MAX_VALUE} if there is none
     */
    public long remainingNanos() {
        return deadline.remainingNanos();
    }

    /**
     * How long work has waited already, in whatever queue.
     *
     * @return nanoseconds since its deadline is counted; zero if there is none
     */
    public long waitedNanos() {
        return deadline.waitedNanos();
    }

    /**
     * Whether the client of this turn has gone.
     *
     * @return true if nobody waits for the outcome
     */
    public boolean isGone() {
        return gone.getAsBoolean();
    }

    /**
     * Whether work that has not begun must not begin any more.
     *
     * @return true if the deadline has passed or the client has gone
     */
    public boolean isOver() {
        return deadline.isOver() || isGone();
    }

    /**
     * Why work that has not begun must not begin any more.
     *
     * @return sentences for the client; empty while {@link #isOver()} is false
     */
    public Optional<String> whyOver() {
        if (deadline.isOver()) {
            return Optional.of("The request waited for longer than " + inWords(deadline.limit())
                    + " and was not begun. Nothing was done.");
        }
        return isGone()
                ? Optional.of("The client closed the connection before its request was begun. Nothing was done.")
                : Optional.empty();
    }

    private static String inWords(Duration limit) {
        return limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    /**
     * Refuses to begin work where {@link #isOver()} is true.
     *
     * @param refusal makes the exception of sentences for the client
     */
    public void requireTime(Function<String, ? extends RuntimeException> refusal) {
        whyOver().ifPresent(reason -> {
            throw refusal.apply(reason);
        });
    }

    /**
     * Does work within this turn, on the calling thread.
     *
     * @param <T> the kind of result
     * @param work the work
     * @return the result of the work
     */
    public <T> T call(Supplier<T> work) {
        Turn outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.set(outer);
        }
    }

    /**
     * Does work within this turn, on the calling thread.
     *
     * @param work the work
     */
    public void run(Runnable work) {
        boolean unused = call(() -> {
            work.run();
            return true;
        });
    }
}

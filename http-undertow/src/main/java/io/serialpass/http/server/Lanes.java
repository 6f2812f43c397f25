package io.serialpass.http.server;

import io.serialpass.turn.FairQueue;
import io.serialpass.turn.PerShare;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import java.util.Locale;

/**
 * The threads that may wait for the store: each share has its own, those that only read apart from those that may wait for
 * a write or for their client. So no flood of one share keeps another share waiting. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class Lanes implements AutoCloseable {

    /** The things that work may wait for. */
    enum Kind {
        /** For a reader of the store, and for nothing else. */
        READ,
        /** For the writer of the store, a file or the client. */
        WORK
    }

    private final PerShare<Lane> reading;
    private final PerShare<Lane> working;
    private final PerShare<Looks> looks;

    /**
     * Makes the lanes.
     *
     * @param workers how many requests of each share are worked on at once, of those that may wait for long
     * @param readers how many units of work of each share the store reads at once
     * @param queue how many requests of each share may wait for either
     */
    public Lanes(int workers, int readers, int queue) {
        // One more than readers: while the store reads for one request, the answer of another is made.
        this.reading = PerShare.of(share -> lane("reader", share, readers + 1, queue));
        this.working = PerShare.of(share -> lane("worker", share, workers, queue));
        this.looks = PerShare.of(share -> new Looks(System::nanoTime));
    }

    private static Lane lane(String kind, Share share, int threads, int queue) {
        String name = "serialpass-" + share.name().toLowerCase(Locale.ROOT) + "-" + kind + "-";
        boolean hasOrganizations = share == Share.ADMINISTRATION;
        return new Lane(name, threads, hasOrganizations ? FairQueue.mostOfOne(threads) : threads, queue);
    }

    /**
     * Does work by a thread of its share.
     *
     * @throws io.serialpass.http.web.ApiException 503 if too much waits already
     */
    void execute(Turn turn, Kind kind, Runnable work) {
        (kind == Kind.READ ? reading : working).of(turn.share()).execute(turn, work);
    }

    /** The looks into the store that threads which serve connections take for requests of a share. */
    Looks looks(Turn turn) {
        return looks.of(turn.share());
    }

    /** Begins nothing more; what was begun goes on. */
    @Override
    public void close() {
        reading.all().forEach(Lane::shutdown);
        working.all().forEach(Lane::shutdown);
    }
}

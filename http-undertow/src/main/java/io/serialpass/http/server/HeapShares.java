package io.serialpass.http.server;

/**
 * How the heap is shared out, so that no kind of use can take what another one needs. Half of a small heap is left to the work
 * itself: to the program, the pages that lists make, and the collector, which needs room to move. Immutable.
 *
 * @param connections bytes for connections, the headers of their requests among them
 * @param content bytes for bodies, answers, and the work on them
 * @since 0.1
 */
public record HeapShares(long connections, long content) {

    /**
     * Shares out a heap: a sixth for connections, a quarter for bodies and answers. The wallet's two caches,
     * of packages and of prepared templates, take a sixteenth each by themselves.
     *
     * @param heapBytes the most bytes that the heap can have
     * @return the shares
     */
    public static HeapShares of(long heapBytes) {
        return new HeapShares(heapBytes / 6, heapBytes / 4);
    }

    /**
     * The shares of the heap that this virtual machine has.
     *
     * @return the shares
     */
    public static HeapShares ofThisMachine() {
        return of(Runtime.getRuntime().maxMemory());
    }
}

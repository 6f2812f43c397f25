package io.serialpass.http.server;

/**
 * How the heap is shared out, so that no kind of use can take what another one needs. Half of a small heap is left to the work
 * itself: to the program, the pages that lists make, and the collector, which needs room to move. Immutable.
 *
 * @param connections bytes for connections, the headers of their requests among them
 * @param content bytes for bodies, answers, and the work on them
 * @param caches bytes for each of the two caches of the wallet: packages, and prepared templates with their files
 */
public record HeapShares(long connections, long content, long caches) {

    /**
     * Shares out a heap: a sixth for connections, a quarter for bodies and answers, a sixteenth for each cache.
     *
     * @param heapBytes the most bytes that the heap can have
     * @return the shares
     */
    public static HeapShares of(long heapBytes) {
        return new HeapShares(heapBytes / 6, heapBytes / 4, heapBytes / 16);
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

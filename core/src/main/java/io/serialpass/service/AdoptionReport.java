package io.serialpass.service;

import io.serialpass.storage.StorageException;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of an adoption. Immutable. It holds no secret.
 *
 * @param passes how many passes were adopted
 * @param packages how many packages came along
 * @param changedPasses how many passes that were here already took a change from the other server
 * @param samePasses how many passes were here already and stayed as they are
 * @param registrations how many registrations were adopted
 * @param sameRegistrations how many registrations were here already and stayed as they are
 * @param endedRegistrations how many registrations stayed out, since their phones have ended them here
 * @param rejected the rows that could not be adopted
 * @param remarks remarks on rows
 * @param stop why the adoption stopped before the end of its rows; empty if it came to the end
 * @since 0.1
 */
public record AdoptionReport(
        long passes,
        long packages,
        long changedPasses,
        long samePasses,
        long registrations,
        long sameRegistrations,
        long endedRegistrations,
        Remarks rejected,
        Remarks remarks,
        Optional<StorageException> stop) {

    /**
     * Remarks on rows. Immutable.
     *
     * @param count how many there are
     * @param listed the first {@value #MOST_LISTED} of them, in the order of the rows
     * @since 0.1
     */
    public record Remarks(long count, List<Remark> listed) {

        /** The most remarks that a report lists. */
        public static final int MOST_LISTED = 1_000;

        /**
         * Copies the list.
         *
         * @param count how many there are
         * @param listed the first of them
         */
        public Remarks {
            listed = List.copyOf(listed);
        }
    }

    /**
     * A remark on a row.
     *
     * @param place where the row stands
     * @param text a sentence
     * @since 0.1
     */
    public record Remark(String place, String text) {}
}

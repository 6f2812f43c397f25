package io.serialpass.http.console;

import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberStatus;
import java.util.List;

/**
 * Serial numbers that somebody ticked, and what is to be done with them. Immutable.
 *
 * @param status the status that they are to have
 * @param changing those that become it
 * @param staying those that have it already, or that cannot become it
 * @param passes the passes that change with them
 * @param back the address of the list in which they were ticked
 */
record Selection(
        SerialNumberStatus status,
        List<SerialNumber> changing,
        List<SerialNumber> staying,
        List<TiedPass> passes,
        String back) {

    /** Whether a serial number becomes a status. */
    static boolean isChanging(SerialNumber row, SerialNumberStatus status) {
        SerialNumberStatus before = row.details().status();
        return before != status && before.canBecome(status);
    }

    /** How many phones are told. */
    long phones() {
        return passes.stream().mapToLong(TiedPass::phones).sum();
    }
}

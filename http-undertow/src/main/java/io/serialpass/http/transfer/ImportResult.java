package io.serialpass.http.transfer;

import io.serialpass.service.ImportReport;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What became of the rows of an import. Immutable.
 *
 * @param report how many rows were kept, and which were not
 * @param passedOver the columns that an export has and no import sets, each once
 * @since 0.1
 */
public record ImportResult(ImportReport report, Collection<String> passedOver) {

    /**
     * Copies the names.
     *
     * @param report how many rows were kept, and which were not
     * @param passedOver the columns that an export has and no import sets, each once
     */
    public ImportResult {
        passedOver = List.copyOf(passedOver);
    }

    /**
     * Tells why the import stopped half way.
     *
     * @return sentences that say where and why, and how to go on; empty if it came to its end
     */
    public Optional<String> whyStopped() {
        return report.stop().map(stop -> ImportAnswer.whyStopped(report, stop));
    }
}

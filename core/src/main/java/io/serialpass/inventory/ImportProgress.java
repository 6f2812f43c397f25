package io.serialpass.inventory;

import java.util.Collection;
import java.util.List;

/**
 * How far a run of an import has come. Immutable.
 *
 * @param imported how many rows were kept
 * @param rejected how many rows were rejected
 * @param blank how many rows without any value were passed over
 * @param lastLine the line on which the last row begins that was kept or rejected; zero if there is none yet
 * @param bytesRead how much of the file was read, some of it ahead
 * @param passedOver the columns that an export has and no import sets, as far as they were seen, each once
 * @since 0.1
 */
public record ImportProgress(
        long imported, long rejected, long blank, long lastLine, long bytesRead, Collection<String> passedOver) {

    /** Nothing was read yet. */
    public static final ImportProgress NONE = new ImportProgress(0, 0, 0, 0, 0, List.of());

    /**
     * Copies the names.
     *
     * @param imported how many rows were kept
     * @param rejected how many rows were rejected
     * @param blank how many rows without any value were passed over
     * @param lastLine the line on which the last row begins that was kept or rejected; zero if there is none yet
     * @param bytesRead how much of the file was read, some of it ahead
     * @param passedOver the columns that an export has and no import sets, each once
     */
    public ImportProgress {
        passedOver = List.copyOf(passedOver);
    }

    /**
     * All rows that were read.
     *
     * @return how many were kept, rejected and passed over
     */
    public long rows() {
        return imported + rejected + blank;
    }
}

package io.serialpass.service;

import io.serialpass.service.AdoptionReport.Remark;
import io.serialpass.service.AdoptionReport.Remarks;
import io.serialpass.storage.StorageException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts the outcomes of the rows of an adoption, in bounded memory. For one thread. */
final class AdoptionTally {

    /** The things that are counted. */
    enum Count {
        PASSES,
        PACKAGES,
        CHANGED_PASSES,
        SAME_PASSES,
        REGISTRATIONS,
        SAME_REGISTRATIONS,
        ENDED_REGISTRATIONS
    }

    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final Notes rejected = new Notes();
    private final Notes remarks = new Notes();

    void count(Count what) {
        counts.merge(what, 1L, Long::sum);
    }

    void reject(String place, String reason) {
        rejected.add(new Remark(place, reason));
    }

    void remark(String place, String text) {
        remarks.add(new Remark(place, text));
    }

    /** Adds the counts of a later tally. */
    void add(AdoptionTally later) {
        later.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
        rejected.add(later.rejected);
        remarks.add(later.remarks);
    }

    AdoptionReport report(Optional<StorageException> stop) {
        return new AdoptionReport(
                of(Count.PASSES),
                of(Count.PACKAGES),
                of(Count.CHANGED_PASSES),
                of(Count.SAME_PASSES),
                of(Count.REGISTRATIONS),
                of(Count.SAME_REGISTRATIONS),
                of(Count.ENDED_REGISTRATIONS),
                rejected.all(),
                remarks.all(),
                stop);
    }

    private long of(Count what) {
        return counts.getOrDefault(what, 0L);
    }

    /** Remarks, the first of them listed. */
    private static final class Notes {
        private final List<Remark> listed = new ArrayList<>();
        private long count;

        void add(Remark remark) {
            count++;
            if (listed.size() < Remarks.MOST_LISTED) {
                listed.add(remark);
            }
        }

        void add(Notes later) {
            count += later.count;
            later.listed.stream().limit(Remarks.MOST_LISTED - listed.size()).forEach(listed::add);
        }

        Remarks all() {
            return new Remarks(count, listed);
        }
    }
}

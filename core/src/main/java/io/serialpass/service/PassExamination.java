package io.serialpass.service;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.organization.Organization;
import io.serialpass.storage.ReadWork;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.InForce;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.UpdateTag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds what speaks against the data of passes whose packages are made here. To examine a pass takes longer than to store it,
 * and all who write wait for a unit of work. So passes are examined before it, and within it the findings stand where the pass
 * is made of the same. A few passes that have become another may be examined within it; if they are more, the unit of work is
 * undone and they are examined before the next attempt. The last attempt examines whatever it needs.
 *
 * <p>For one thread at a time.
 */
final class PassExamination {

    private static final int MOST_ATTEMPTS = 3;

    /** So many passes keep those who wait to write waiting for some 10 ms. */
    private static final int MOST_WITHIN = 20;

    private final PassPackager packager;
    private final Map<Subject, List<Finding>> known = new HashMap<>();
    private int allowed;

    private PassExamination(PassPackager packager) {
        this.packager = packager;
    }

    /**
     * Everything that decides the findings: a pass and the parts of its package, but not its version.
     *
     * @param revision the revision of the template
     */
    private record Subject(
            PassId id,
            Organization organization,
            AuthenticationToken token,
            PassDetails details,
            Optional<SerialNumber> serialNumber,
            Optional<Item> item,
            UpdateTag revision,
            InForce inForce) {

        static Subject of(PassContent content) {
            Pass pass = content.pass();
            return new Subject(
                    pass.id(),
                    pass.organization(),
                    pass.authenticationToken(),
                    pass.details(),
                    content.serialNumber(),
                    content.item(),
                    content.type().revision(),
                    content.inForce());
        }
    }

    /** More passes than may be examined within a unit of work have become another since they were examined. */
    private static final class OutdatedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OutdatedException() {
            super("more than " + MOST_WITHIN + " passes have to be examined again");
        }
    }

    /**
     * Examines passes, and then carries out the write that needs the findings.
     *
     * @param storage where the passes are
     * @param packager examines them
     * @param subjects reads the passes that will probably be examined
     * @param write carries out one unit of work on the storage; if it is to be done again, all that it did was undone
     * @return the result of the last attempt
     */
    static <T> T before(
            Storage storage,
            PassPackager packager,
            ReadWork<List<PassContent>> subjects,
            Function<PassExamination, T> write) {
        PassExamination examination = new PassExamination(packager);
        for (int attempt = 1; ; attempt++) {
            examination.allowed = Integer.MAX_VALUE;
            storage.read(subjects).forEach(examination::errors);
            if (attempt == MOST_ATTEMPTS) {
                return write.apply(examination);
            }
            try {
                examination.allowed = MOST_WITHIN;
                return write.apply(examination);
            } catch (OutdatedException e) {
                // Examined anew by the next attempt.
            }
        }
    }

    private List<Finding> errors(PassContent content) {
        return known.computeIfAbsent(Subject.of(content), subject -> {
            if (allowed == 0) {
                throw new OutdatedException();
            }
            allowed--;
            return packager.examine(content).stream().filter(Finding::isError).toList();
        });
    }

    /** Tells what speaks against the data of a new pass. */
    List<Finding> refused(PassContents contents, Pass pass) {
        return contents.of(pass).map(this::errors).orElse(List.of());
    }

    /** Tells what speaks against a change, and did not speak against the pass before: one that is broken can still be voided. */
    List<Finding> refused(PassContents contents, Pass before, Pass after) {
        List<Finding> findings = refused(contents, after);
        if (findings.isEmpty()) {
            return findings;
        }
        List<Finding> accepted = refused(contents, before);
        return findings.stream().filter(finding -> !accepted.contains(finding)).toList();
    }
}

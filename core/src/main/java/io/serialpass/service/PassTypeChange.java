package io.serialpass.service;

import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassTypeContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A change of the template and the files of a type, with the findings against it. To find that takes long, so it is found
 * before the unit of work; within it the change stands where the type still has the files of before. Immutable.
 *
 * @param before the template and files that the type has
 * @param files the template and the files that it is to have
 * @param refused the findings against them; empty if nothing does
 * @param isComplete whether they are all that the packages of the type need
 */
record PassTypeChange(
        PassTypeContent before, SortedMap<PassFileName, byte[]> files, List<Finding> refused, boolean isComplete) {

    /**
     * Examines a change.
     *
     * @param change is given a copy of the files that the type has, and makes of it those that it is to have
     */
    static PassTypeChange of(
            PassPackager packager, PassTypeContent before, UnaryOperator<SortedMap<PassFileName, byte[]>> change) {
        SortedMap<PassFileName, byte[]> files = change.apply(new TreeMap<>(before.files()));
        PassTypeContent after = new PassTypeContent(before.type(), before.organization(), before.revision(), files);
        List<Finding> impossible = impossible(before, after);
        if (!impossible.isEmpty()) {
            return new PassTypeChange(before, files, impossible, false);
        }
        List<Finding> findings = packager.examine(after);
        return new PassTypeChange(before, files, refused(packager, before, findings), isComplete(findings));
    }

    /** Finds what no packager has to look at. */
    private static List<Finding> impossible(PassTypeContent before, PassTypeContent after) {
        if (after.template().isEmpty() && before.template().isPresent()) {
            return List.of(Finding.error(
                    "pass.json",
                    "The template cannot be taken away.",
                    "Put another one in its place, or delete the type."));
        }
        long bytes =
                after.files().values().stream().mapToLong(file -> file.length).sum();
        if (after.files().size() > PassTypeContent.MOST_FILES || bytes > PassTypeContent.MOST_BYTES) {
            return List.of(Finding.error(
                    "files",
                    "There are " + after.files().size() + " files of " + bytes
                            + " bytes together, and a pass type has at most " + PassTypeContent.MOST_FILES + " of "
                            + (PassTypeContent.MOST_BYTES >> 20) + " MB.",
                    "Use fewer or smaller images."));
        }
        return List.of();
    }

    /**
     * Picks what speaks against new files: errors, and that something is missing where nothing was. While a type is being set up,
     * its files come one by one.
     */
    private static List<Finding> refused(PassPackager packager, PassTypeContent before, List<Finding> findings) {
        boolean mayLack = !isComplete(packager, before);
        return findings.stream()
                .filter(finding -> finding.isError() && !(mayLack && finding.isIncomplete()))
                .toList();
    }

    private static boolean isComplete(List<Finding> findings) {
        return findings.stream().noneMatch(Finding::isIncomplete);
    }

    /** Whether the files of a type have all that its packages need. */
    static boolean isComplete(PassPackager packager, PassTypeContent content) {
        return isComplete(packager.examine(content));
    }

    /** Whether the change, applied to a content of the type, gives this content. */
    boolean isOf(PassTypeContent content) {
        return before.files().keySet().equals(content.files().keySet())
                && before.files().entrySet().stream()
                        .allMatch(file ->
                                Arrays.equals(file.getValue(), content.files().get(file.getKey())));
    }

    /**
     * Stores the files that changed.
     *
     * @return the names of these files, in order
     */
    List<PassFileName> store(WriteTransaction tx, Instant now) {
        List<PassFileName> changed = new ArrayList<>();
        TreeSet<PassFileName> names = new TreeSet<>(before.files().keySet());
        names.addAll(files.keySet());
        for (PassFileName name : names) {
            byte[] wanted = files.get(name);
            if (!Arrays.equals(before.files().get(name), wanted)) {
                tx.passTypes().putFile(before.type(), name, Optional.ofNullable(wanted), now);
                changed.add(name);
            }
        }
        return changed;
    }
}

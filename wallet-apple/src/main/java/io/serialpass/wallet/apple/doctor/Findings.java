package io.serialpass.wallet.apple.doctor;

import io.serialpass.wallet.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects findings; at most some dozens, since nobody reads more. For one thread. */
final class Findings {

    private static final int MOST = 60;

    private final List<Finding> list = new ArrayList<>();
    private int left;

    void error(String where, String what, String remedy) {
        add(Finding.error(where, what, remedy));
    }

    void incomplete(String where, String what, String remedy) {
        add(Finding.incomplete(where, what, remedy));
    }

    void warning(String where, String what, String remedy) {
        add(Finding.warning(where, what, remedy));
    }

    /** Every year brings new keys, so that one which is not known is kept and reported. */
    void unknownKey(String where) {
        warning(
                where,
                "The key is not one that is known.",
                "It is kept as it is; look whether it is spelt as Apple spells it.");
    }

    void add(Finding finding) {
        if (list.size() < MOST || (finding.isError() && list.stream().noneMatch(Finding::isError))) {
            list.add(finding);
        } else {
            left++;
        }
    }

    boolean hasErrors() {
        return list.stream().anyMatch(Finding::isError);
    }

    List<Finding> list() {
        List<Finding> all = new ArrayList<>(list);
        if (left > 0) {
            all.add(Finding.warning(
                    "everywhere", "There are " + left + " more findings.", "Look again once these are dealt with."));
        }
        return List.copyOf(all);
    }

    static String count(int count, String one, String many) {
        return String.format(Locale.ROOT, "%d %s", count, count == 1 ? one : many);
    }
}

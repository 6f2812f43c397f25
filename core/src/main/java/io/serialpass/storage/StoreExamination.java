package io.serialpass.storage;

import io.serialpass.event.EventBounds;
import io.serialpass.organization.Organization;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The checks of a store that need nothing but a view of it, so that they check any storage. They see one snapshot, and change
 * nothing. Their memory does not grow with the rows.
 *
 * @since 0.1
 */
public final class StoreExamination {

    private static final String REPORT =
            "Restore a backup that 'serialpass check' finds sound, and report this to whoever made the storage.";

    private StoreExamination() {}

    /**
     * Makes all checks.
     *
     * @param view the snapshot
     * @param findings receives what each check found, as soon as it is done
     */
    public static void all(ReadView view, Consumer<StoreFinding> findings) {
        Set<Organization> organizations = log(view, findings);
        KeptTotals totals = new KeptTotals(view);
        organizations.forEach(totals::count);
        findings.accept(totals.finding(REPORT));
    }

    /**
     * Checks the event log and its consumers.
     *
     * @param view the snapshot
     * @param findings receives what each check found, as soon as it is done
     * @return the organizations that the log has events of
     */
    public static Set<Organization> log(ReadView view, Consumer<StoreFinding> findings) {
        LogWalk walk = new LogWalk();
        walk.through(view.events());
        findings.accept(walk.positions(REPORT));
        findings.accept(walk.tags(REPORT));
        findings.accept(consumers(view.events()));
        return walk.organizations();
    }

    private static StoreFinding consumers(EventReader events) {
        EventBounds bounds = events.bounds();
        List<String> beyond = new ArrayList<>();
        events.consumers().stream()
                .filter(consumer -> consumer.position() > bounds.newest())
                .forEach(consumer -> beyond.add(consumer.name().value() + " (" + consumer.position() + ")"));
        if (beyond.isEmpty()) {
            return StoreFinding.sound(
                    "consumers", "None of the " + events.consumers().size() + " consumers is beyond the event log.");
        }
        return StoreFinding.wrong(
                "consumers",
                "The newest event is " + bounds.newest() + ", and these consumers are beyond it: "
                        + String.join(", ", beyond) + ". They miss events.",
                "The log was replaced without its consumers: restore a backup of the whole store.");
    }
}

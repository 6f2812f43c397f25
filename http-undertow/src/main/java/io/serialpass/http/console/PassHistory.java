package io.serialpass.http.console;

import io.serialpass.event.Event;
import io.serialpass.event.IdRanges;
import io.serialpass.event.LoggedEvent;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.Pass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds what happened to a pass lately. The event log has no index by pass, so only its newest part is looked at: what the page costs
 * does not grow with the log. Safe for use by many threads.
 */
final class PassHistory {

    /** So many places of the log are looked at. */
    static final int MOST_SEEN = 2_000;

    private static final int BATCH = 200;

    /** The look ends early where events name so many passes and ranges of ids. */
    private static final int MOST_NAMES = 10_000;

    private static final int MOST_SHOWN = 50;

    private final Storage storage;

    PassHistory(Storage storage) {
        this.storage = storage;
    }

    /** What happened to a pass that the caller is known to own, the newest first. */
    List<LoggedEvent> of(Pass pass) {
        return storage.read(view -> of(view, pass));
    }

    private static List<LoggedEvent> of(ReadView view, Pass pass) {
        long end = view.events().bounds().newest();
        long last = Math.max(0, end - MOST_SEEN);
        List<LoggedEvent> found = new ArrayList<>();
        int names = 0;
        while (end > last && names < MOST_NAMES && found.size() < MOST_SHOWN) {
            long begin = Math.max(last, end - BATCH);
            List<LoggedEvent> batch = part(view, pass, begin, end);
            for (LoggedEvent logged : batch) {
                names += logged.event().nameCount();
                if (concerns(logged.event(), pass)) {
                    found.add(logged);
                }
            }
            end = begin;
        }
        return found.stream().limit(MOST_SHOWN).toList();
    }

    /** The events of the owner after one position, up to another one, the newest first. */
    private static List<LoggedEvent> part(ReadView view, Pass pass, long begin, long end) {
        List<LoggedEvent> part = new ArrayList<>();
        view.events().list(pass.organization(), begin, BATCH).stream()
                .takeWhile(event -> event.position() <= end)
                .forEach(part::add);
        Collections.reverse(part);
        return part;
    }

    private static boolean concerns(Event event, Pass pass) {
        return event.match(
                passes -> passes.passTypeIdentifier().equals(pass.id().passTypeIdentifier())
                        && passes.serialNumbers().contains(pass.id().serialNumber()),
                // Which item the passes of a pass type belong to is not known here.
                passType -> passType.passTypeIdentifier().equals(pass.id().passTypeIdentifier())
                        && passType.item().isEmpty(),
                registration -> registration.pass().equals(pass.id()),
                serialNumbers -> pass.serialNumberId()
                        .filter(id -> contains(serialNumbers.ids(), id.value()))
                        .isPresent(),
                administration -> administration.matchSubject(
                        item -> false,
                        passType -> false,
                        link -> link.passes().contains(pass.id()),
                        webhook -> false,
                        apiToken -> false));
    }

    private static boolean contains(IdRanges ids, long id) {
        return ids.ranges().stream().anyMatch(range -> range.first() <= id && id <= range.last());
    }
}

package io.serialpass.http.console;

import io.serialpass.event.AuditFilter;
import io.serialpass.event.EventBounds;
import io.serialpass.event.LoggedEvent;
import io.serialpass.organization.Organization;
import io.serialpass.service.EventReadOutcome;
import io.serialpass.service.EventService;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * The newest changes of the audit trail before a position. The log is read forwards only, so one window of positions is read, and the last
 * changes in it are kept. Immutable.
 *
 * @param rows the changes, the newest first; there can be none though earlier windows have some
 * @param earlier the position before which to look next; empty if the log has nothing before
 */
record AuditWindow(List<LoggedEvent> rows, OptionalLong earlier) {

    /** So many changes a page shows. */
    private static final int MOST_ROWS = 100;

    /** So many positions are looked at for a page. */
    private static final long WIDTH = 10_000;

    /**
     * Reads a window.
     *
     * @param before the position that the window ends at, not included; empty for the newest change
     */
    static AuditWindow read(EventService events, Organization caller, AuditFilter filter, OptionalLong before) {
        EventBounds bounds = events.bounds();
        long end = Math.min(before.orElse(Long.MAX_VALUE), bounds.newest() + 1);
        long begin = Math.max(bounds.beforeOldest(), end - 1 - WIDTH);
        Deque<LoggedEvent> last = new ArrayDeque<>();
        boolean isCut = false;
        long next = begin;
        while (next < end - 1) {
            // What was trimmed meanwhile was the oldest, and is not shown.
            List<LoggedEvent> some = List.of();
            if (events.audit(caller, filter, OptionalLong.of(next), MOST_ROWS) instanceof EventReadOutcome.Page page) {
                some = page.events();
                next = page.next();
            } else {
                next = end;
            }
            for (LoggedEvent event : some) {
                if (event.position() < end) {
                    last.add(event);
                }
                if (last.size() > MOST_ROWS) {
                    last.remove();
                    isCut = true;
                }
            }
        }
        List<LoggedEvent> rows = new ArrayList<>(last);
        Collections.reverse(rows);
        OptionalLong earlier = isCut
                ? OptionalLong.of(rows.get(rows.size() - 1).position())
                : begin > bounds.beforeOldest() ? OptionalLong.of(begin + 1) : OptionalLong.empty();
        return new AuditWindow(List.copyOf(rows), earlier);
    }
}

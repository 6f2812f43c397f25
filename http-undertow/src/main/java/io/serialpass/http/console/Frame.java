package io.serialpass.http.console;

import io.serialpass.event.LoggedEvent;
import io.serialpass.http.web.Dates;
import io.serialpass.organization.Caller;
import io.serialpass.organization.Role;
import io.serialpass.wallet.FieldValue;
import java.time.Instant;
import java.util.Optional;

/**
 * What each page has around its own content, and how it writes texts and times. Immutable.
 *
 * @param texts the texts in the language of the reader
 * @param title the title of the page
 * @param here the path of the part of the console that the page belongs to
 * @param caller who signed in; empty on pages for anybody
 * @param formToken the secret that forms of the session have; an empty text on pages for anybody
 */
record Frame(Texts texts, String title, String here, Optional<Caller> caller, String formToken) {

    String text(String key, Object... values) {
        return texts.get(key, values);
    }

    /** Whether the reader may change serial numbers and passes. */
    boolean mayWrite() {
        return has(Role.WRITER);
    }

    /** Whether the reader may change pass types. */
    boolean mayAdministrate() {
        return has(Role.ADMINISTRATOR);
    }

    private boolean has(Role role) {
        return caller.filter(known -> known.role().includes(role)).isPresent();
    }

    /** How a time is written. */
    String time(Instant time) {
        return Dates.format(time).replace('T', ' ').replace("Z", " UTC");
    }

    /** The same for programs that read the page. */
    String machineTime(Instant time) {
        return Dates.format(time);
    }

    /** How the value of a pass's field is written: as the API writes it. */
    String field(FieldValue value) {
        return FieldRow.written(value);
    }

    /** What happened; to administrators, who may read the audit trail, also by whom. */
    String event(LoggedEvent logged) {
        String what = text("event." + logged.event().type());
        return logged.actor()
                .filter(actor -> mayAdministrate())
                .map(actor ->
                        text("history.by", what, actor.name(), actor.role().label()))
                .orElse(what);
    }

    String style() {
        return Asset.STYLE.path();
    }

    /** The script that shows a pass as it will be while somebody writes. */
    String draftScript() {
        return Asset.DRAFT_SCRIPT.path();
    }

    String icon() {
        return Asset.ICON.path();
    }

    @Override
    public String toString() {
        return "Frame[title=" + title + "]";
    }
}

package io.serialpass.http.console;

import io.serialpass.event.AdministrationEvent;
import io.serialpass.event.Event;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.wallet.PassId;
import java.util.Optional;

/**
 * The rows that a change is about, as the audit trail shows them. Immutable.
 *
 * @param name what people know it by
 * @param more how many others the change is about too
 * @param address the page that shows it; empty if there is none
 */
record AuditSubject(String name, long more, Optional<String> address) {

    static AuditSubject of(Event event) {
        return event.match(
                passes -> pass(
                        new PassId(
                                passes.passTypeIdentifier(),
                                passes.serialNumbers().get(0)),
                        passes.serialNumbers().size() - 1L),
                type -> named(type.passTypeIdentifier().value()),
                registration -> pass(registration.pass(), 0),
                AuditSubject::serialNumbers,
                AuditSubject::administration);
    }

    private static AuditSubject named(String name) {
        return new AuditSubject(name, 0, Optional.empty());
    }

    private static AuditSubject pass(PassId pass, long more) {
        return new AuditSubject(pass.serialNumber().value(), more, Optional.of(TiedPass.address(pass)));
    }

    private static AuditSubject serialNumbers(SerialNumberEvent event) {
        SerialNumberId first = new SerialNumberId(event.ids().ranges().get(0).first());
        return new AuditSubject(
                "#" + first.value(), event.ids().count() - 1, Optional.of(SerialNumberPages.address(first)));
    }

    private static AuditSubject administration(AdministrationEvent event) {
        return event.matchSubject(
                item -> named(item.reference().value()),
                passType -> named(passType.passTypeIdentifier().value()),
                link -> pass(link.passes().get(0), link.passes().size() - 1L),
                webhook -> named(webhook.description().orElse("#" + webhook.id())),
                token -> named(token.name()));
    }
}

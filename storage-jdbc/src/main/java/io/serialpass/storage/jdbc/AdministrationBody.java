package io.serialpass.storage.jdbc;

import io.serialpass.event.AdministrationEvent;
import io.serialpass.event.ApiTokenEvent;
import io.serialpass.event.EventType;
import io.serialpass.event.ItemEvent;
import io.serialpass.event.LinkEvent;
import io.serialpass.event.PassTypeContentEvent;
import io.serialpass.event.WebhookEvent;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.organization.Role;
import io.serialpass.wallet.LinkId;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The body of an event of a thing that an organization sets up, in lines as {@link EventBody} has them.
 *
 * <pre>
 * item       item, reference
 * pass type  pass type, one line for each file
 * link       link, two lines for each pass: pass type, serial number
 * webhook    webhook, description
 * API token  token, code of the role, name
 * </pre>
 */
final class AdministrationBody {

    private AdministrationBody() {}

    static String write(AdministrationEvent event) {
        return event.matchSubject(
                item -> item.id().value() + "\n" + item.reference().value(),
                passType -> passType.passTypeIdentifier().value() + files(passType.files()),
                link -> link.id().value() + passes(link.passes()),
                webhook -> webhook.id() + "\n" + webhook.description().orElse(""),
                token -> token.id().value() + "\n" + token.role().code() + "\n" + token.name());
    }

    private static String files(List<PassFileName> files) {
        return files.stream().map(file -> "\n" + file.value()).collect(Collectors.joining());
    }

    private static String passes(List<PassId> passes) {
        return passes.stream()
                .map(pass -> "\n" + pass.passTypeIdentifier().value() + "\n"
                        + pass.serialNumber().value())
                .collect(Collectors.joining());
    }

    static AdministrationEvent read(EventType type, List<String> lines) {
        String first = lines.get(0);
        List<String> rest = lines.subList(1, lines.size());
        return switch (type) {
            case ITEM_CREATED, ITEM_CHANGED, ITEM_DELETED ->
                new ItemEvent(type, new ItemId(Long.parseLong(first)), new ItemReference(rest.get(0)));
            case PASS_TYPE_CREATED, PASS_TYPE_CHANGED, PASS_TYPE_DELETED ->
                new PassTypeContentEvent(
                        type,
                        new PassTypeIdentifier(first),
                        rest.stream().map(PassFileName::new).toList());
            case LINK_CREATED, LINK_REVOKED -> new LinkEvent(type, new LinkId(Long.parseLong(first)), ofLines(rest));
            case WEBHOOK_CREATED, WEBHOOK_CHANGED, WEBHOOK_SECRET_ROTATED, WEBHOOK_DELETED ->
                new WebhookEvent(
                        type, Long.parseLong(first), Optional.of(rest.get(0)).filter(text -> !text.isEmpty()));
            case API_TOKEN_CREATED, API_TOKEN_REVOKED ->
                new ApiTokenEvent(
                        type,
                        new ApiTokenId(Long.parseLong(first)),
                        rest.get(1),
                        Role.ofCode(Integer.parseInt(rest.get(0))));
            default -> throw new IllegalArgumentException(type.label() + " has another body");
        };
    }

    private static List<PassId> ofLines(List<String> lines) {
        List<PassId> passes = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            passes.add(new PassId(new PassTypeIdentifier(lines.get(i)), new PassSerialNumber(lines.get(i + 1))));
        }
        return passes;
    }
}

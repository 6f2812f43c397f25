package io.serialpass.http.cli;

import io.serialpass.event.EventType;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.webhook.WebhookDetails;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say what a webhook is told of. */
final class WebhookFilterOptions {

    @Option(
            names = "--event",
            paramLabel = "NAME",
            split = ",",
            converter = EventTypeConverter.class,
            description = "Only events of this name, such as pass.changed; can be given more than once. Default: all")
    private @Nullable List<EventType> events;

    @Option(
            names = "--pass-type",
            paramLabel = "ID",
            converter = PassTypeConverter.class,
            description = "Only events of this pass type. Default: all, those of the inventory too")
    private @Nullable PassTypeIdentifier passType;

    @Option(
            names = "--description",
            paramLabel = "TEXT",
            converter = DescriptionConverter.class,
            description = "What people call it.")
    private @Nullable String description;

    static final class EventTypeConverter implements ITypeConverter<EventType> {
        @Override
        public EventType convert(String text) {
            return EventType.ofLabel(text)
                    .filter(EventType::isFollowed)
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                            + EventType.followed().stream()
                                    .map(EventType::label)
                                    .collect(Collectors.joining(", "))));
        }
    }

    static final class PassTypeConverter implements ITypeConverter<PassTypeIdentifier> {
        @Override
        public PassTypeIdentifier convert(String text) {
            try {
                return new PassTypeIdentifier(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("it " + e.getMessage());
            }
        }
    }

    static final class DescriptionConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            try {
                return WebhookDetails.requireDescription(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("it " + e.getMessage());
            }
        }
    }

    /** The details with what was given. */
    WebhookDetails apply(WebhookDetails details) {
        WebhookDetails changed =
                Optional.ofNullable(events).map(details::withEvents).orElse(details);
        if (passType != null) {
            changed = changed.withPassTypeIdentifier(Optional.of(passType));
        }
        return description == null ? changed : changed.withDescription(Optional.of(description));
    }
}

package io.serialpass.push.apns;

import com.eatthepath.pushy.apns.PushType;
import org.jspecify.annotations.Nullable;

/**
 * The push type of a push (the header {@code apns-push-type}). Apple names none for passes. All of these were accepted and
 * updated passes where users tried them.
 *
 * @since 0.1
 */
public enum ApnsPushType {
    /**
     * {@code alert}: the usual one. APNs delivers it at once, and a phone does not hold it back. A pass shows an alert only if
     * a field that changed has a {@code changeMessage}, whatever the push type.
     */
    ALERT(10),

    /**
     * {@code background}: its priority has to be 5. APNs may delay such pushes to spare the battery and allows a few an hour,
     * as Apple's page "Pushing background updates to your App" has it; one project measured that a third came late.
     */
    BACKGROUND(5),

    /** No header at all, as senders did before iOS 13. */
    NONE(10);

    private final int usualPriority;

    ApnsPushType(int usualPriority) {
        this.usualPriority = usualPriority;
    }

    /** The priority where none is chosen. */
    int usualPriority() {
        return usualPriority;
    }

    /** Whether Apple allows a priority with it. */
    boolean allows(int priority) {
        return priority == 5 || (priority == 10 && this != BACKGROUND);
    }

    @Nullable PushType header() {
        return switch (this) {
            case ALERT -> PushType.ALERT;
            case BACKGROUND -> PushType.BACKGROUND;
            case NONE -> null;
        };
    }
}

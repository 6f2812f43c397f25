package io.serialpass.http.server;

import io.serialpass.http.web.Route;
import java.time.Duration;

/**
 * The limits of request bodies.
 *
 * @param ordinary the most bytes of a body
 * @param device the most bytes of what a device sends
 * @param uploaded the most bytes of a package
 * @param imported the most bytes of an import
 * @param timeout how long a body may take to arrive; of an import, how long a pause in it may be
 * @since 0.1
 */
public record BodyLimits(long ordinary, long device, long uploaded, long imported, Duration timeout) {

    long most(Route.BodyKind kind) {
        return switch (kind) {
            case NONE, JSON, MERGE_PATCH, FORM -> ordinary;
            case DEVICE, DEVICE_LOG -> device;
            case PACKAGE, BUNDLE, FILE, ARCHIVE, FILE_FORM -> uploaded;
            case IMPORT, IMPORT_FORM -> imported;
        };
    }
}

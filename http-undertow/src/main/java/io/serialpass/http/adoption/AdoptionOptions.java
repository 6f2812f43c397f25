package io.serialpass.http.adoption;

import io.serialpass.organization.PassTypeIdentifier;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator says of another pass server, since its tables do not.
 *
 * @param passType the type of passes of which the source tells none
 * @param passTypesByClass the same by the class that makes them, where the source names classes
 * @param zone the time zone of times that tell none
 * @since 0.1
 */
public record AdoptionOptions(
        Optional<PassTypeIdentifier> passType, Map<String, PassTypeIdentifier> passTypesByClass, ZoneId zone) {

    /**
     * Copies the types.
     *
     * @param passType the type of passes of which the source tells none
     * @param passTypesByClass the same by the class that makes them
     * @param zone the time zone of times that tell none
     */
    public AdoptionOptions {
        passTypesByClass = Map.copyOf(passTypesByClass);
    }
}

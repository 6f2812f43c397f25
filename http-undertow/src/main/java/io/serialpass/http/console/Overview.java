package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the first page shows. Immutable.
 *
 * @param serialNumbers how many serial numbers have each status
 * @param passes how many passes there are
 * @param voided how many of them are void
 * @param certificates the certificates of the organization's pass types
 * @param plot how often things happened over time
 * @param problems why the server is not ready; none if it is
 */
record Overview(
        Map<SerialNumberStatus, Long> serialNumbers,
        long passes,
        long voided,
        List<Certificate> certificates,
        ActivityPlot plot,
        List<String> problems) {

    /** So many days before its end, a certificate is to be renewed. */
    private static final int SOON_DAYS = 30;

    /**
     * A certificate.
     *
     * @param passTypeIdentifier the pass type that it signs
     * @param daysLeft for how many days yet; negative once it has ended
     * @param pushesWait why phones are not told of changes; an empty text if they are
     */
    record Certificate(String passTypeIdentifier, long daysLeft, String pushesWait) {

        /** The certificates of an organization's pass types. */
        static List<Certificate> of(Serialpass app, Organization organization) {
            Instant now = app.clock().instant();
            return app.packager().certificates().stream()
                    .filter(certificate -> app.passTypes()
                            .find(organization, certificate.passTypeIdentifier())
                            .isPresent())
                    .map(certificate -> new Certificate(
                            certificate.passTypeIdentifier().value(),
                            certificate.daysLeft(now),
                            pushesWait(app, certificate.passTypeIdentifier())))
                    .toList();
        }

        private static String pushesWait(Serialpass app, PassTypeIdentifier type) {
            return app.hasPushes() ? app.pushes().whyWaiting(type).orElse("") : "";
        }

        boolean endsSoon() {
            return daysLeft < SOON_DAYS;
        }
    }

    long count(SerialNumberStatus status) {
        return serialNumbers.getOrDefault(status, 0L);
    }

    /** Whether there is nothing to look at yet. */
    boolean isEmpty() {
        return passes == 0 && serialNumbers.values().stream().allMatch(count -> count == 0);
    }
}

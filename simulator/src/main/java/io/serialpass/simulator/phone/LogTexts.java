package io.serialpass.simulator.phone;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The messages that phones send to a server's log, in the shapes that users of Wallet have collected: Apple documents the call,
 * and not what is in it.
 */
final class LogTexts {

    private static final String NONE = "(null)";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("'['uuuu-MM-dd HH:mm:ss xx'] '", Locale.ROOT);

    private LogTexts() {}

    /** A message with the time that a phone puts before it. */
    static String at(Instant time, ZoneId zone, String message) {
        return TIME.format(time.atZone(zone)) + message;
    }

    static String register(DeviceLibraryIdentifier device, PassId pass, String url, String error) {
        return "Register task" + registration(device, pass, url) + error;
    }

    static String unregister(DeviceLibraryIdentifier device, PassId pass, String url, String error) {
        return "Unregister task" + registration(device, pass, url) + error;
    }

    private static String registration(DeviceLibraryIdentifier device, PassId pass, String url) {
        return " (for device " + device.value() + ", pass type "
                + pass.passTypeIdentifier().value() + ", serial number "
                + pass.serialNumber().value() + "; with web service url " + url + ") encountered error: ";
    }

    static String list(
            DeviceLibraryIdentifier device, PassTypeIdentifier type, Optional<String> tag, String url, String error) {
        return "Get serial #s task (for device " + device.value() + ", pass type " + type.value() + ", last updated "
                + tag.orElse(NONE) + "; with web service url " + url + ") encountered error: " + error;
    }

    static String fetch(PassId pass, Optional<String> lastModified, String url, String error) {
        return "Get pass task (pass type " + pass.passTypeIdentifier().value() + ", serial number "
                + pass.serialNumber().value() + ", if-modified-since " + lastModified.orElse(NONE)
                + "; with web service url " + url + ") encountered error: " + error;
    }

    static String unregistered(PassTypeIdentifier type, String url, String serialNumber) {
        return service(type, url) + "Update requested for unregistered serial number " + serialNumber;
    }

    static String unchanged(PassId pass, String url) {
        return service(pass.passTypeIdentifier(), url) + "Server requested update to serial number '"
                + pass.serialNumber().value() + "', but the pass was unchanged.";
    }

    static String ignoredDate(PassId pass, String url, String lastModified) {
        return service(pass.passTypeIdentifier(), url) + "Server ignored the 'if-modified-since' header ("
                + lastModified
                + ") and returned the full unchanged pass data for serial number '"
                + pass.serialNumber().value() + "'.";
    }

    static String noLastModified(PassId pass) {
        return "Server returned the pass data for serial number '"
                + pass.serialNumber().value() + "' but did not provide a 'last-modified' header.";
    }

    static String refused(PassId pass, String url, String reason) {
        return service(pass.passTypeIdentifier(), url) + "Server returned pass data for serial number '"
                + pass.serialNumber().value() + "' that is not valid: " + reason;
    }

    private static String service(PassTypeIdentifier type, String url) {
        return "Web service error for " + type.value() + " (" + url + "): ";
    }

    static String status(int status) {
        return status == 401 ? "Authentication failure" : code(status);
    }

    static String code(int status) {
        return "Unexpected response code " + status;
    }
}

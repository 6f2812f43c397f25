package io.serialpass.http.cli;

import io.serialpass.http.web.AccessEntry;
import io.serialpass.http.web.AccessLog;
import io.serialpass.organization.Organization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each entry of the access log as a line of the log. */
final class AccessLines implements AccessLog {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.serialpass.Access");

    @Override
    public void answered(AccessEntry entry) {
        LOGGER.atInfo()
                .addKeyValue("method", entry.method())
                .addKeyValue("route", entry.template())
                .addKeyValue("status", entry.status())
                .addKeyValue("bytes", entry.bytes())
                .addKeyValue("micros", entry.micros())
                .addKeyValue(
                        "organization",
                        entry.organization().map(Organization::name).orElse("-"))
                .log("answered");
    }
}

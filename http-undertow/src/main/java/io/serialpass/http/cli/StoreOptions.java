package io.serialpass.http.cli;

import io.serialpass.organization.Organization;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which store, and whose rows in it. */
final class StoreOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private StorageOption storage;

    @Option(
            names = "--organization",
            paramLabel = "NAME",
            defaultValue = "${env:SERIALPASS_ORGANIZATION:-default}",
            description = "The organization whose rows are used. Default: default (env: SERIALPASS_ORGANIZATION)")
    private String organization;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    StoreOptions() {}

    String storage() {
        return storage.url();
    }

    Organization organization() {
        try {
            return new Organization(organization);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--organization': the name " + e.getMessage(), e);
        }
    }
}

package io.serialpass.http.cli;

import picocli.CommandLine.Option;

/** The option that says which store. */
final class StorageOption {

    @Option(
            names = "--storage",
            paramLabel = "URL",
            converter = FileNames.InText.class,
            defaultValue = "${env:SERIALPASS_STORAGE:-jdbc:sqlite:serialpass.db}",
            description = "The store: jdbc:sqlite:FILE, jdbc:postgresql://HOST/DATABASE?user=NAME with the password in"
                    + " PGPASSWORD, or memory: for a store that ends with the program."
                    + " Default: jdbc:sqlite:serialpass.db (env: SERIALPASS_STORAGE)")
    private String url;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    StorageOption() {}

    String url() {
        return url;
    }
}

package io.serialpass.http.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The program's version, from its jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(not from its jar)");
        return new String[] {
            "serialpass " + version + ", Java " + Runtime.version().feature()
        };
    }
}

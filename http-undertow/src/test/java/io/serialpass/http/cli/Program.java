package io.serialpass.http.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program as a process of its own, from the classes under test. */
final class Program {

    private Program() {}

    /**
     * The command that runs it.
     *
     * @param jvmOptions options of the JVM
     * @param arguments the program's arguments
     */
    static List<String> command(List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        if (Runtime.version().feature() >= 22) {
            // As the jar's manifest says.
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(jvmOptions);
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }
}

package io.serialpass.http;

import io.serialpass.http.cli.Main;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program as a process of its own, from the classes under test. */
public final class Program {

    /** A process of a test lives for some seconds: what the second compiler of Java does for it comes too late. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private Program() {}

    /**
     * The command that runs it.
     *
     * @param jvmOptions options of the JVM
     * @param arguments the program's arguments
     */
    public static List<String> command(List<String> jvmOptions, String... arguments) {
        return command(Main.class, jvmOptions, arguments);
    }

    /**
     * The command that runs it.
     *
     * @param main the class to begin with
     * @param jvmOptions options of the JVM
     * @param arguments the program's arguments
     */
    public static List<String> command(Class<?> main, List<String> jvmOptions, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, QUICK_START));
        command.addAll(ProgramArchive.options(java));
        command.addAll(List.of("-cp", ProgramArchive.classPath()));
        if (Runtime.version().feature() >= 22) {
            // As the jar's manifest says.
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(jvmOptions);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }
}

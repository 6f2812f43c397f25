package io.serialpass.http.cli;

import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine;

/** The program as a process whose server has a clock that goes ahead or behind. */
final class ProgramWithClock {

    private static final String AHEAD = "ahead";

    private ProgramWithClock() {}

    /** The option of the JVM that says how much the clock goes ahead. */
    static String option(Duration ahead) {
        return "-D" + AHEAD + "=" + ahead;
    }

    private static final class Factory implements CommandLine.IFactory {

        private final Clock clock =
                Clock.offset(Clock.systemUTC(), Duration.parse(System.getProperty(AHEAD, Duration.ZERO.toString())));

        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type == ServeCommand.class
                    ? type.cast(new ServeCommand(clock))
                    : CommandLine.defaultFactory().create(type);
        }
    }

    /**
     * Runs a command.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        int status = Main.execute(Main.commandLine(new Factory()), arguments);
        if (status != ServeCommand.RUNNING) {
            System.exit(status);
        }
    }
}

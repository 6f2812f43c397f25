package io.serialpass.http.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The numbers that an option may have. */
final class OptionRange {

    private OptionRange() {}

    /**
     * Ends the command with a message that says what is allowed, unless the value is.
     *
     * @throws ParameterException if it is not
     */
    static void require(CommandSpec command, String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '" + option + "': it must be " + least + " to " + most);
        }
    }
}

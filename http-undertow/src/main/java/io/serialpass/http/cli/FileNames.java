package io.serialpass.http.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Reads the names of files on the command line. */
final class FileNames implements ITypeConverter<Path> {

    @Override
    public Path convert(String name) {
        if (!GivenTexts.canNameFile(name)) {
            throw new TypeConversionException(unwritable(name));
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + name + "' is no name of a file: " + e.getReason());
        }
    }

    private static String unwritable(String name) {
        return "the encoding of this locale, " + GivenTexts.localeEncoding() + ", cannot write the file name '" + name
                + "'. " + GivenTexts.remedy();
    }

    /**
     * Checks an option that holds names of files.
     *
     * @throws ParameterException if the locale lacks a character of the text
     */
    static void requireWritable(CommandSpec spec, String option, String text) {
        if (!GivenTexts.canNameFile(text)) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '" + option + "': " + unwritable(text));
        }
    }
}

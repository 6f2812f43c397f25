package io.serialpass.http.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the names of files on the command line. */
final class FileNames implements ITypeConverter<Path> {

    @Override
    public Path convert(String name) {
        if (!GivenTexts.canNameFile(name)) {
            throw new TypeConversionException(unwritable("the file name '" + name + "'"));
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + name + "' is not a file name: " + e.getReason());
        }
    }

    private static String unwritable(String what) {
        return "the encoding of this locale, " + GivenTexts.localeEncoding() + ", cannot write " + what + ". "
                + GivenTexts.remedy();
    }

    /** Reads a text that holds names of files, such as a URL or a list. It may hold a password too, so no message shows it. */
    static final class InText implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!GivenTexts.canNameFile(text)) {
                throw new TypeConversionException(unwritable("it"));
            }
            return text;
        }
    }
}

package io.serialpass.http.cli;

import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.apple.PassFolder;
import io.serialpass.wallet.apple.template.FieldMapping;
import io.serialpass.wallet.apple.template.FinishedPass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the template and the images of a pass type come from: a folder in the layout of Apple's {@code .pass} folders, a
 * {@code .pkpasstemplate} of Apple's Pass Designer, or a {@code .pkpass}; each of them may be zipped.
 *
 * @param path the folder or file
 * @param name the name without what it ends with
 * @param kind what it is
 */
record TemplateSource(Path path, String name, Kind kind) {

    /** The kind of a source, by how its name ends. A folder of any other name is a package if it is signed. */
    enum Kind {
        /** A folder whose pass.json is a template already. */
        FOLDER,
        /** A template of Pass Designer, with the values of one pass. */
        DESIGNED,
        /** A package, with the values of one pass. */
        PACKAGE
    }

    static TemplateSource of(Path path) throws IOException {
        Path real = path.toRealPath();
        String name = String.valueOf(real.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".zip")) {
            lower = lower.substring(0, lower.length() - ".zip".length());
        }
        for (Kind kind : Kind.values()) {
            String ending = switch (kind) {
                case FOLDER -> ".pass";
                case DESIGNED -> ".pkpasstemplate";
                case PACKAGE -> ".pkpass";
            };
            if (lower.endsWith(ending)) {
                return new TemplateSource(real, name.substring(0, lower.length() - ending.length()), kind);
            }
        }
        Kind kind = Files.exists(real.resolve("signature")) ? Kind.PACKAGE : Kind.FOLDER;
        return new TemplateSource(real, name.substring(0, lower.length()), kind);
    }

    /** The files as they are there. */
    SortedMap<PassFileName, byte[]> files() throws IOException {
        if (Files.isDirectory(path)) {
            return PassFolder.ofDirectory(path);
        }
        if (Files.size(path) > PassTypeContent.MOST_BYTES) {
            throw new IOException("it is larger than " + (PassTypeContent.MOST_BYTES >> 20) + " MB");
        }
        return PassFolder.ofZip(Files.readAllBytes(path));
    }

    /** The file beside it that says what the values of the pass become. */
    Path mappingFile() {
        return path.resolveSibling(name + ".mapping.json");
    }

    /**
     * Makes a template of the values of one pass.
     *
     * @param files the files as they are there
     * @param mappingFile says what the values become; written where it is not there yet
     * @return the files of the pass type
     */
    SortedMap<PassFileName, byte[]> asTemplate(SortedMap<PassFileName, byte[]> files, Path mappingFile)
            throws IOException {
        byte[] json = Optional.ofNullable(files.get(PassFileName.TEMPLATE))
                .orElseThrow(() -> new NoSuchFileException("pass.json"));
        FinishedPass pass = kind == Kind.PACKAGE ? FinishedPass.ofPackage(json) : FinishedPass.ofDesigner(json);
        FieldMapping mapping;
        if (Files.exists(mappingFile)) {
            mapping = FieldMapping.read(mappingFile.toString(), Files.readAllBytes(mappingFile));
        } else {
            mapping = pass.defaultMapping();
            Files.write(mappingFile, mapping.write());
        }
        SortedMap<PassFileName, byte[]> changed = new TreeMap<>(files);
        changed.put(PassFileName.TEMPLATE, pass.template(mapping));
        return changed;
    }
}

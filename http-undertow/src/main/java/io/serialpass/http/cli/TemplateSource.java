package io.serialpass.http.cli;

import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.TemplateKind;
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
 * @param files the files as they are there
 */
record TemplateSource(Path path, String name, TemplateKind kind, SortedMap<PassFileName, byte[]> files) {

    private static final String ZIP = ".zip";

    /**
     * Reads the source of a path. If the name says nothing, or ends with {@code .pass}, the contents show the kind.
     *
     * @throws io.serialpass.wallet.UnmadePackageException if a pass type cannot have its files
     */
    static TemplateSource of(Path path) throws IOException {
        Path real = path.toRealPath();
        PassFolder.Archive read = Files.isDirectory(real) ? PassFolder.folder(real) : archive(real);
        String name = String.valueOf(real.getFileName());
        String unzipped =
                name.toLowerCase(Locale.ROOT).endsWith(ZIP) ? name.substring(0, name.length() - ZIP.length()) : name;
        Optional<TemplateKind> named = TemplateKind.ofFileName(unzipped);
        return new TemplateSource(
                real,
                named.map(kind -> unzipped.substring(
                                0, unzipped.length() - kind.ending().length()))
                        .orElse(unzipped),
                named.filter(kind -> kind != TemplateKind.FOLDER).orElse(read.kind()),
                read.files());
    }

    private static PassFolder.Archive archive(Path file) throws IOException {
        if (Files.size(file) > PassTypeContent.MOST_BYTES) {
            throw new IOException("it is larger than " + (PassTypeContent.MOST_BYTES >> 20) + " MB");
        }
        return PassFolder.archive(Files.readAllBytes(file));
    }

    /** The file beside it that says what the values of the pass become. */
    Path mappingFile() {
        return path.resolveSibling(name + ".mapping.json");
    }

    /**
     * Makes a template of the values of one pass.
     *
     * @param mappingFile says what the values become; written where it is not there yet
     * @return the files of the pass type
     */
    SortedMap<PassFileName, byte[]> asTemplate(Path mappingFile) throws IOException {
        byte[] json = Optional.ofNullable(files.get(PassFileName.TEMPLATE))
                .orElseThrow(() -> new NoSuchFileException("pass.json"));
        FinishedPass pass = FinishedPass.of(json, kind);
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

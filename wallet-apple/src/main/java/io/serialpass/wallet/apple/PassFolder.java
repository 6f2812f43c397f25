package io.serialpass.wallet.apple;

import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.TemplateKind;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.apple.doctor.Litter;
import io.serialpass.wallet.apple.doctor.PkpassFiles;
import io.serialpass.wallet.apple.template.PassJsonFormat;
import io.serialpass.wallet.apple.template.Shown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a pass type in the layout of Apple's {@code .pass} folders: pass.json and images at the top, what belongs
 * to a language in folders such as {@code de.lproj}. A manifest, a signature, the files of Apple's Pass Designer, and the files
 * that macOS and Windows leave behind are passed over.
 *
 * @since 0.1
 */
public final class PassFolder {

    private static final String SIGNATURE = "signature";

    private static final Set<String> MADE_LATER = Set.of("manifest.json", SIGNATURE, "tooling.json");

    private PassFolder() {}

    /**
     * The files of a folder or an archive, and what they are of.
     *
     * @param files the files by name
     * @param kind a package if it is signed and has no placeholder; otherwise what the name of the folder, or of the folder in the
     *     archive, says; a folder if it says nothing
     * @since 0.1
     */
    public record Archive(SortedMap<PassFileName, byte[]> files, TemplateKind kind) {}

    /**
     * Reads a zip archive of a folder, or of its contents.
     *
     * @param zip the archive
     * @return the files by name
     * @throws UnmadePackageException if the archive is broken, or holds a file that a pass type cannot have
     */
    public static SortedMap<PassFileName, byte[]> ofZip(byte[] zip) {
        return archive(zip).files();
    }

    /**
     * Reads a zip archive of a folder, or of its contents, whose name may not say what it is.
     *
     * @param zip the archive
     * @return the files, and what they are of
     * @throws UnmadePackageException if the archive is broken, or holds a file that a pass type cannot have
     */
    public static Archive archive(byte[] zip) {
        PkpassFiles unpacked = PkpassFiles.unpack(zip, PkpassFiles.Keep.WHOLE);
        if (!unpacked.problems().isEmpty()) {
            throw new UnmadePackageException(unpacked.problems().stream()
                    .map(problem -> Finding.error("archive", problem, "Zip the folder again."))
                    .toList());
        }
        Map<String, byte[]> files = new LinkedHashMap<>(unpacked.kept());
        files.keySet().removeIf(Litter::is);
        String top = topFolder(files);
        Map<String, byte[]> inside = new LinkedHashMap<>();
        files.forEach((name, content) -> inside.put(name.substring(top.length()), content));
        return new Archive(named(inside), kind(inside.containsKey(SIGNATURE), inside.get("pass.json"), top));
    }

    /**
     * Reads a folder whose name may not say what it is.
     *
     * @param folder the folder
     * @return the files, and what they are of
     * @throws UnmadePackageException if it holds a file that a pass type cannot have
     * @throws IOException if it cannot be read
     */
    public static Archive folder(Path folder) throws IOException {
        SortedMap<PassFileName, byte[]> files = ofDirectory(folder);
        return new Archive(
                files,
                kind(
                        Files.exists(folder.resolve(SIGNATURE)),
                        files.get(PassFileName.TEMPLATE),
                        String.valueOf(folder.getFileName())));
    }

    /** A signed folder holds one pass, unless somebody made it a template by placeholders. */
    private static TemplateKind kind(boolean isSigned, byte @Nullable [] passJson, String folder) {
        boolean isTemplate = passJson != null && new String(passJson, StandardCharsets.UTF_8).contains("{{");
        return isSigned && !isTemplate
                ? TemplateKind.PACKAGE
                : TemplateKind.ofFileName(folder.replace("/", "")).orElse(TemplateKind.FOLDER);
    }

    /**
     * Reads a folder.
     *
     * @param folder the folder
     * @return the files by name
     * @throws UnmadePackageException if it holds a file that a pass type cannot have
     * @throws IOException if it cannot be read
     */
    public static SortedMap<PassFileName, byte[]> ofDirectory(Path folder) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        long left = PassTypeContent.MOST_BYTES;
        List<Path> paths;
        try (Stream<Path> inside = Files.walk(folder, 3)) {
            paths = inside.filter(path -> !path.equals(folder)).sorted().toList();
        }
        for (Path path : paths) {
            String name = folder.relativize(path)
                    .toString()
                    .replace(path.getFileSystem().getSeparator(), "/");
            if (Litter.is(name) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw refused(name, "The file is a link, or no file at all.", "Put the file itself there.");
            }
            left -= Files.size(path);
            if (left < 0) {
                throw refused(
                        name,
                        "The files take more than " + (PassTypeContent.MOST_BYTES >> 20) + " MB together.",
                        "Use smaller images.");
            }
            files.put(name, Files.readAllBytes(path));
        }
        return named(files);
    }

    /** The folder that holds all files, with the slash after it; empty if there is none. */
    private static String topFolder(Map<String, byte[]> files) {
        String first = files.keySet().stream().findFirst().orElse("");
        String top = first.substring(0, first.indexOf('/') + 1);
        boolean shared = !top.endsWith(".lproj/") && files.keySet().stream().allMatch(name -> name.startsWith(top));
        return shared ? top : "";
    }

    private static SortedMap<PassFileName, byte[]> named(Map<String, byte[]> files) {
        SortedMap<PassFileName, byte[]> named = new TreeMap<>();
        List<Finding> problems = new ArrayList<>();
        files.forEach((name, content) -> {
            try {
                if (!MADE_LATER.contains(name)) {
                    PassFileName file = new PassFileName(name);
                    named.put(file, normalized(file, content));
                }
            } catch (IllegalArgumentException e) {
                problems.add(
                        Finding.error(Shown.text(name), "A file's name " + e.getMessage() + ".", "Take the file out."));
            }
        });
        if (!problems.isEmpty()) {
            throw new UnmadePackageException(problems.subList(0, Math.min(20, problems.size())));
        }
        return named;
    }

    private static UnmadePackageException refused(String name, String what, String remedy) {
        return new UnmadePackageException(List.of(Finding.error(name, what, remedy)));
    }

    /**
     * Writes a template as this program writes JSON, so that the same template is the same however it came.
     *
     * @param name a file's name
     * @param content its bytes
     * @return the template written anew; any other file, and one that is no JSON, as it is
     */
    public static byte[] normalized(PassFileName name, byte[] content) {
        return name.equals(PassFileName.TEMPLATE)
                ? PassJsonFormat.read(name.value(), content, new ArrayList<>())
                        .map(PassJsonFormat::write)
                        .orElse(content)
                : content;
    }
}

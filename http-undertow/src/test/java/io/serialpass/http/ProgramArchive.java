package io.serialpass.http;

import io.serialpass.http.cli.Main;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An archive of the classes of the libraries (class data sharing), so that the many processes of tests start in half the time.
 * The first process of tests that needs it makes it. The others go without until it is there.
 */
final class ProgramArchive {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private ProgramArchive() {}

    /** The class path of a program. The archive can only hold classes of jars at its beginning, so directories stand last. */
    static String classPath() {
        return String.join(
                File.pathSeparator,
                Stream.concat(Stream.of(jars()), entries(entry -> !isJar(entry)))
                        .toList());
    }

    private static String jars() {
        return String.join(File.pathSeparator, entries(ProgramArchive::isJar).toList());
    }

    private static Stream<String> entries(Predicate<String> which) {
        return Arrays.stream(CLASS_PATH.split(File.pathSeparator)).filter(which);
    }

    private static boolean isJar(String entry) {
        return entry.endsWith(".jar");
    }

    /**
     * The options by which a program uses the archive.
     *
     * @param java the program of Java
     * @return none if there is no archive yet
     */
    static List<String> options(String java) {
        try {
            Path archive = TARGET.resolve("programs-" + version() + ".jsa");
            if (!Files.exists(archive)) {
                make(java, archive);
            }
            return Files.exists(archive)
                    ? List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-XX:SharedArchiveFile=" + archive)
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Differs where the JVM would refuse the archive. */
    private static String version() throws IOException {
        List<String> parts = new ArrayList<>(List.of(Runtime.version().toString()));
        for (String jar : jars().split(File.pathSeparator)) {
            parts.add(jar + Files.getLastModifiedTime(Path.of(jar)));
        }
        return Integer.toHexString(parts.hashCode());
    }

    private static void make(String java, Path archive) throws IOException {
        Path lock = TARGET.resolve("programs.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock mine = channel.tryLock()) {
            if (mine == null || Files.exists(archive)) {
                return;
            }
            Path list = TARGET.resolve("programs.classes");
            listClasses(java, list);
            Path made = TARGET.resolve("programs.made");
            run(new ProcessBuilder(
                    java,
                    "-Xshare:dump",
                    "-Xlog:disable",
                    "-XX:SharedClassListFile=" + list,
                    "-XX:SharedArchiveFile=" + made,
                    "-cp",
                    jars()));
            Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** A server starts with the demo, and so loads nearly all that a program of a test loads. */
    private static void listClasses(String java, Path list) throws IOException {
        Path directory = Files.createTempDirectory(TARGET, "programs");
        Process server = new ProcessBuilder(
                        java,
                        "-XX:DumpLoadedClassList=" + list,
                        "-cp",
                        classPath(),
                        Main.class.getName(),
                        "serve",
                        "--storage=jdbc:sqlite:" + directory.resolve("store.db"),
                        "--demo",
                        "--port=0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = server.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.startsWith("Serialpass is listening on ")) {
                line = out.readLine();
            }
        } finally {
            server.destroy();
            waitFor(server);
        }
    }

    private static void run(ProcessBuilder command) throws IOException {
        Process process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (waitFor(process) != 0) {
            throw new IOException("The archive of classes was not made: " + command.command());
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

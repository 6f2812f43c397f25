package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, with a Java that only says how it was called. */
class LauncherTest {

    private static final Path LAUNCHER = Path.of("src/main/launcher/serialpass").toAbsolutePath();

    @TempDir
    private Path directory;

    private record Result(int status, String written) {}

    @BeforeEach
    void makeProgram() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
        Files.createDirectories(directory.resolve("jdk/bin"));
        Files.writeString(directory.resolve("serialpass.jar"), "");
        Files.copy(LAUNCHER, directory.resolve("serialpass"));
        Files.setPosixFilePermissions(directory.resolve("serialpass"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(String version, Map<String, String> more, String... arguments) throws Exception {
        Path java = directory.resolve("jdk/bin/java");
        Files.writeString(
                java,
                "#!/bin/sh\nif [ \"$1\" = -version ]; then echo 'openjdk version \"" + version
                        + "\" 2026-01-01' >&2; else echo \"$@\"; fi\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> command =
                new ArrayList<>(List.of(directory.resolve("serialpass").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_OPTS");
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        builder.environment()
                .put("SERIALPASS_ARCHIVE", directory.resolve("archive").toString());
        builder.environment().putAll(more);
        Process process = builder.start();
        String written = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), written);
    }

    @Test
    void argumentsAndOptionsComeThrough() throws Exception {
        Result result = run("21.0.1", Map.of("JAVA_OPTS", "-Xmx96m -Dx=y"), "serve", "--host", "a b");
        assertThat(result.status()).isZero();
        assertThat(result.written())
                .contains(
                        "-Xmx96m -Dx=y -jar " + directory.toRealPath().resolve("serialpass.jar") + " serve --host a b");
    }

    @Test
    void aNewJavaLooksAfterTheArchiveByItself() throws Exception {
        assertThat(run("21.0.1", Map.of(), "serve").written())
                .startsWith("-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="
                        + directory.resolve("archive/java-21-serve.jsa"));
    }

    @Test
    void java17WritesTheArchiveOnceForEachCommandAndAnewForANewProgram() throws Exception {
        Path archive = directory.resolve("archive/java-17-serve.jsa");
        assertThat(run("17.0.15", Map.of(), "serve").written()).startsWith("-XX:ArchiveClassesAtExit=" + archive);
        Files.writeString(archive, "");
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(10)));
        assertThat(run("17.0.15", Map.of(), "serve").written()).startsWith("-XX:SharedArchiveFile=" + archive);
        assertThat(run("17.0.15", Map.of(), "import").written()).startsWith("-XX:ArchiveClassesAtExit=");
        Files.setLastModifiedTime(
                directory.resolve("serialpass.jar"), FileTime.from(Instant.now().plusSeconds(20)));
        assertThat(run("17.0.15", Map.of(), "serve").written()).startsWith("-XX:ArchiveClassesAtExit=");
    }

    @Test
    void itStartsWithoutAnArchiveWhereThereIsNoPlaceForOne() throws Exception {
        assertThat(run("17.0.15", Map.of("SERIALPASS_ARCHIVE", ""), "serve").written())
                .doesNotContain("Archive")
                .contains("-jar");
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(run("17.0.15", Map.of("SERIALPASS_ARCHIVE", file.toString()), "serve")
                        .written())
                .doesNotContain("Archive")
                .contains("-jar");
    }

    @Test
    void anOldJavaAndAMissingProgramAreNamed() throws Exception {
        Result old = run("11.0.2", Map.of(), "serve");
        assertThat(old.status()).isEqualTo(2);
        assertThat(old.written()).contains("Java 17");
        Files.delete(directory.resolve("serialpass.jar"));
        Result missing = run("17.0.15", Map.of(), "serve");
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.written()).contains("SERIALPASS_JAR");
    }
}

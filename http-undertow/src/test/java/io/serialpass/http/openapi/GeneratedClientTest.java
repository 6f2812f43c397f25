package io.serialpass.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who has only the OpenAPI document gets a client from it that makes README's calls. */
class GeneratedClientTest {

    /** The build copies it; it is run in a process of its own, since its libraries are not ours. */
    private static final Path GENERATOR = Path.of("target/openapi-generator-cli.jar");

    private static final String PROGRAM = "ReadmeCalls";

    @TempDir
    private Path directory;

    private void generate() throws Exception {
        Path document = Files.write(
                directory.resolve("openapi.json"), OpenApiDocument.get().json());
        assertThat(GENERATOR).as("./mvnw process-test-resources copies it").exists();
        Process generator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        GENERATOR.toAbsolutePath().toString(),
                        "generate",
                        "--input-spec=" + document,
                        "--generator-name=java",
                        "--library=native",
                        "--output=" + directory.resolve("client"),
                        "--invoker-package=io.serialpass.client",
                        "--api-package=io.serialpass.client.api",
                        "--model-package=io.serialpass.client.model",
                        "--global-property=apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,modelTests=false",
                        "--additional-properties=openApiNullable=false,useJakartaEe=true")
                .redirectErrorStream(true)
                .start();
        String written = new String(generator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(generator.waitFor()).as(written).isZero();
    }

    private Path compile() throws IOException {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        Path program = directory.resolve(PROGRAM + ".java");
        try (var source = GeneratedClientTest.class.getResourceAsStream(PROGRAM + ".java")) {
            Files.copy(source, program);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> generated = Files.walk(directory.resolve("client/src/main/java"))) {
            List<Path> sources = Stream.concat(
                            Stream.of(program),
                            generated.filter(file -> file.toString().endsWith(".java")))
                    .toList();
            List<String> options = List.of(
                    "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
            boolean isCompiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(isCompiled).as(messages.toString()).isTrue();
        }
        return classes;
    }

    @Test
    void aClientThatIsMadeFromTheDocumentMakesTheCallsOfReadme() throws Exception {
        generate();
        URL[] classes = {compile().toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, GeneratedClientTest.class.getClassLoader());
                TestServer server = TestServer.start("memory:", ServerOptions.defaults())) {
            @SuppressWarnings("unchecked")
            BiFunction<String, String, List<String>> program = (BiFunction<String, String, List<String>>)
                    loader.loadClass(PROGRAM).getConstructor().newInstance();
            assertThat(program.apply("http://127.0.0.1:" + server.port(), "secret"))
                    .containsExactly(
                            "imported 2",
                            "sold RN26-1",
                            "listed 1",
                            "pass RN26-1",
                            "returned NEW",
                            "event serialNumbers.created",
                            "event serialNumbers.reserved",
                            "event serialNumbers.sold",
                            "event pass.created",
                            "event serialNumbers.returned",
                            "404 {\"error\":\"not_found\",\"error_description\":\"The serial number with the id 7065"
                                    + " doesn't exist.\"}");
        }
    }
}

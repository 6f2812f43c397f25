package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings come from options, the environment and a file, and the program says which. */
class ConfigurationTest {

    private static final String WRITE = "serialpass.write-options";
    private static final String BEGIN = "<!-- made of the options of the program -->\n";
    private static final String END = "<!-- end -->\n";

    @TempDir
    private Path directory;

    private record Ran(int status, String out, String err) {
        /** The value and the source of a setting. */
        List<String> setting(String key) {
            return out.lines()
                    .filter(line -> line.startsWith(key + " "))
                    .map(line -> List.of(line.split(" +")))
                    .findFirst()
                    .map(parts -> parts.subList(1, parts.size()))
                    .orElseThrow(() -> new AssertionError(out + err));
        }
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Commands.run(out, err, arguments);
        return new Ran(status, out.toString(), err.toString());
    }

    private String file(String text) throws Exception {
        return Files.writeString(directory.resolve("serialpass.toml"), text).toString();
    }

    @Test
    void theFileCountsBeforeTheDefaultAndAnOptionBeforeTheFile() throws Exception {
        String file = file("""
                # a comment
                port = 9000
                max-body = "2MB"
                push = false
                trusted-proxies = ["10.0.0.0/8", "192.0.2.7"]
                """);
        Ran ran = run("config", "--config", file, "--port", "9001", "--no-voltmx");
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.setting("port")).containsExactly("9001", "option");
        assertThat(ran.setting("voltmx")).containsExactly("false", "option");
        assertThat(ran.setting("max-body")).containsExactly("2MB", file);
        assertThat(ran.setting("push")).containsExactly("false", file);
        assertThat(ran.setting("trusted-proxies")).containsExactly("10.0.0.0/8,192.0.2.7", file);
        assertThat(ran.setting("host")).containsExactly("127.0.0.1", "default");
        assertThat(ran.setting("tls-key")).containsExactly("-", "default");
    }

    @Test
    void noSecretIsShown() {
        Ran ran = run(
                "config",
                "--api-token",
                "the-token",
                "--storage",
                "jdbc:x://me:the-word@host/db?password=the-word&a=b");
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).doesNotContain("the-token", "the-word").contains("password=***&a=b");
        assertThat(ran.setting("api-token")).containsExactly("(not", "shown)", "option");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "prot = 1                  | There is no setting 'prot'",
                "config = \"x\"            | There is no setting 'config'",
                "port = \"8080\"           | 'port' in .* must be a whole number",
                "port = 1.5                | 'port' in .* must be a whole number",
                "push = \"yes\"            | 'push' in .* must be true or false",
                "host = 1                  | 'host' in .* must be a text in quotes",
                "certificates = [1]        | 'certificates' in .* must be a list of texts",
                "api-token = \"x\"         | 'api-token' is a secret, .* api-token-file, .* SERIALPASS_API_TOKEN",
                "[port]                    | 'port' in .* must be a whole number",
                "[push]                    | 'push' in .* must be true or false",
                "port 8080                 | is not TOML, see line 1",
                "port = 1\\n\\nport = 2\\nhost = \"a\" | is not TOML, see line 3: 'port' is there twice",
                "port = 99999              | it must be 0 to 65535 \\(it stands in ",
                "max-body = \"lots\"       | 'lots' is not a size .*it stands in ",
                "max-import = \"9000000000GB\" | '9000000000GB' is too large for a size",
                "log-level = \"loud\"      | error, warn, info, debug or trace"
            })
    void aFileThatIsNotUnderstoodIsRefused(String text, String said) throws Exception {
        Ran ran = run("config", "--config=" + file(text.replace("\\n", "\n")));
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).hasLineCount(1).containsPattern(said);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Ran ran = run("config", "--config", directory.resolve("missing.toml").toString());
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).hasLineCount(1).contains("There is no file");
    }

    @Test
    void aSecretThatEverybodyCanReadIsRefused() throws Exception {
        String file = file("storage = \"jdbc:postgresql://db/serialpass?password=x\"");
        Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(run("config", "--config", file).err()).contains("every user of this machine can read it");
        Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(run("config", "--config", file).status()).isZero();

        Path token = Files.writeString(directory.resolve("token"), "t");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        Ran ran = run("serve", "--storage", "memory:", "--api-token-file", token.toString());
        assertThat(ran.status()).isNotZero();
        assertThat(ran.err()).hasLineCount(1).contains("chmod o-rwx");
    }

    @Test
    void eachSettingCanStandInTheFile() throws Exception {
        List<Setting> settings = Setting.ofServer(Main.commandLine());
        assertThat(settings).hasSizeGreaterThan(40);
        for (Setting setting : settings) {
            if (!setting.isSecret()) {
                Class<?> type = setting.option().type();
                String value =
                        type == boolean.class ? "true" : type == int.class || type == Integer.class ? "7" : "\"7\"";
                ConfigurationFile read = ConfigurationFile.read(Path.of(file(setting.key() + " = " + value)), settings);
                assertThat(read.value(setting)).contains(value.replace("\"", ""));
            }
        }
    }

    /** With -Dserialpass.write-options=true it writes the table anew. */
    @Test
    void theTableInTheDocumentsIsUpToDate() throws Exception {
        Path page = Path.of("../docs/configuration.md").toAbsolutePath().normalize();
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        String made =
                text.substring(0, begin) + "\n" + OptionTable.markdown() + "\n" + text.substring(text.indexOf(END));
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(page, made);
        }
        assertThat(Files.readString(page)).isEqualTo(made);
    }
}

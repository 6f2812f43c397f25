package io.serialpass.storage.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.storage.UnusableStorageException;
import io.serialpass.storage.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that speaks TLS, with a certificate that is trusted or not. */
@NeedsPostgres
class PostgresTlsTest {

    private static final String SECRET = "the-password";
    private static final char[] KEY_STORE_PASSWORD = "a password".toCharArray();

    @TempDir
    private static Path directory;

    private static PostgresServer server;

    @BeforeAll
    static void turnOn() throws Exception {
        server = PostgresServer.shared();
        Path key = Files.createFile(
                directory.resolve("key.pem"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        KeyStore store = keyStore("localhost");
        writePem(key, "PRIVATE KEY", store.getKey("it", KEY_STORE_PASSWORD).getEncoded());
        writePem(
                directory.resolve("good.pem"),
                "CERTIFICATE",
                store.getCertificate("it").getEncoded());
        writePem(
                directory.resolve("other.pem"),
                "CERTIFICATE",
                keyStore("localhost").getCertificate("it").getEncoded());
        server.run("ALTER SYSTEM SET ssl_cert_file = '" + directory.resolve("good.pem") + "'");
        server.run("ALTER SYSTEM SET ssl_key_file = '" + key + "'");
        server.run("CREATE DATABASE tls");
        setTls("on");
    }

    @AfterAll
    static void turnOff() {
        setTls("off");
    }

    /** New connections see it once the server has read its settings again, which it does in its own time. */
    private static void setTls(String value) {
        server.run("ALTER SYSTEM SET ssl = " + value);
        server.run("SELECT pg_reload_conf()");
        Await.until(() -> server.list("postgres", "SHOW ssl").contains(value));
    }

    /** A key and a certificate that it has signed itself. */
    private static KeyStore keyStore(String host) throws Exception {
        Path file = Files.createTempDirectory(directory, "keys").resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "it",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(KEY_STORE_PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return KeyStore.getInstance(file.toFile(), KEY_STORE_PASSWORD);
    }

    private static void writePem(Path file, String kind, byte[] der) throws Exception {
        Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                        + "-----\n");
    }

    private static String url(String settings) {
        return server.url("tls").replace("password=postgres", "password=" + SECRET) + "&" + settings;
    }

    private static String trusting(String file) {
        return "sslmode=verify-full&sslrootcert=" + directory.resolve(file);
    }

    private static void assertRefused(String url, String... said) {
        assertThatThrownBy(() -> Storages.open(url))
                .isInstanceOf(UnusableStorageException.class)
                .message()
                .hasLineCount(1)
                .contains("jdbc:postgresql://localhost:")
                .contains(said)
                .doesNotContain(SECRET);
    }

    @Test
    void aStoreIsOpenedOverTlsWhereTheCertificateIsTrusted() {
        try (Storage storage = Storages.open(url(trusting("good.pem")))) {
            storage.check();
            assertThat(server.list("postgres", "SELECT count(*) > 0 FROM pg_stat_ssl WHERE ssl"))
                    .containsExactly("t");
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefusedAndTheLineSaysWhatToDo() {
        assertRefused(url(trusting("other.pem")), "TLS certificate", "not trusted", "sslrootcert=FILE");
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() {
        assertThatThrownBy(() -> Storages.open(url(trusting("good.pem")).replace("//localhost", "//127.0.0.1")))
                .isInstanceOf(UnusableStorageException.class)
                .message()
                .hasLineCount(1)
                .contains("127.0.0.1")
                .doesNotContain(SECRET);
    }

    @Test
    void aMissingOrBrokenFileOfTheAuthorityIsNamed() throws Exception {
        assertRefused(url(trusting("missing.pem")), "missing.pem");
        Files.writeString(directory.resolve("broken.pem"), "no certificate");
        assertRefused(url(trusting("broken.pem")), "broken.pem");
    }
}

package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.serialpass.http.cli.AdoptedServer.Updates;
import io.serialpass.http.wallet.Pkpass;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Passes and registrations of other servers go on here: the databases are real ones, with the schemas of those servers. */
class AdoptCommandTest {

    private static final String CLUB = "pass.com.example.club";
    private static final String CLUB_1 = "kT3v_0aLq9-ZsW2xYb8eRn5uHfM";
    private static final String CLUB_2 = "mB8w-2cNf1_QpR7yTk4dUv6jLsA";
    private static final String CLUB_TOKEN = "Jq0w7c_Zt1Xb5nV9rEy3uKoP4sL-aD6hG8fM2iT0vBxQzW1kRjCeUy";
    private static final String PHONE = "a1c5e9f0a1c5e9f0";

    @TempDir
    private Path directory;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();
    private String store = "";

    @BeforeEach
    void nameStore() {
        store = "jdbc:sqlite:" + directory.resolve("store.db");
    }

    private int adopt(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("adopt", "--storage", store));
        all.addAll(List.of(arguments));
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        commandLine
                .getSubcommands()
                .values()
                .forEach(command -> command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)));
        return commandLine.execute(all.toArray(String[]::new));
    }

    /** Makes the database of another server. */
    private String database(String layout) throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve(layout + ".db");
        String sql;
        try (InputStream in =
                AdoptCommandTest.class.getResourceAsStream("/io/serialpass/http/adoption/" + layout + ".sql")) {
            sql = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        execute(url, sql);
        return url;
    }

    private static void execute(String url, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private Path packages(String type, String... serialNumbers) throws Exception {
        Path packages = Files.createDirectories(directory.resolve("packages"));
        for (String serialNumber : serialNumbers) {
            Files.write(packages.resolve(serialNumber + ".pkpass"), Pkpass.of(type, serialNumber, "old"));
        }
        return packages;
    }

    private Path packagesOfClub() throws Exception {
        Path media = Files.createDirectories(directory.resolve("media"));
        Files.createDirectories(media.resolve("passes"));
        Files.write(media.resolve("passes/club-1.pkpass"), Pkpass.of(CLUB, CLUB_1, "old"));
        Files.write(media.resolve("passes/club-2.pkpass"), Pkpass.of(CLUB, CLUB_2, "old"));
        return media;
    }

    @Test
    void passesOfDjangoGoOnWithTheirFilesTheirTokensAndTheirSeconds() throws Exception {
        int status = adopt(
                "--from",
                database("django-walletpass"),
                "--packages",
                packagesOfClub().toString());
        assertThat(status).as(err.toString()).isEqualTo(3);
        assertThat(out.toString())
                .contains("Adopted 3 passes (2 with a package) and 4 registrations; rejected 1 rows.");
        assertThat(err.toString())
                .contains("The tables are those of django-walletpass.")
                .contains(
                        "django_walletpass_pass 4: rejected: The serial number must be 1 to 255 visible ASCII characters.")
                .contains("django_walletpass_pass 3: The token of the pass " + CLUB + "/CLUB-0003 has fewer than 16")
                .contains("There is no package of the pass " + CLUB + "/CLUB-0003 in the directory.");
        try (AdoptedServer server = new AdoptedServer(store)) {
            Updates first = server.list(PHONE, CLUB, "2025-11-27T08:00:00.123456+00:00");
            assertThat(first.serialNumbers()).containsExactlyInAnyOrder(CLUB_1, CLUB_2);
            assertThat(server.fetch(CLUB, CLUB_1, CLUB_TOKEN, "Thu, 27 Nov 2025 08:00:00 GMT")
                            .statusCode())
                    .as("the phone has this package since its last fetch from the old server")
                    .isEqualTo(304);
            assertThat(server.fetch(CLUB, CLUB_1, CLUB_TOKEN, "Thu, 27 Nov 2025 07:59:59 GMT")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.fetch(CLUB, CLUB_1, CLUB_TOKEN + "x", "").statusCode())
                    .isEqualTo(401);
            assertThat(server.list(PHONE, CLUB, first.tag()).serialNumbers()).isEmpty();
            server.change(CLUB, CLUB_2, Pkpass.of(CLUB, CLUB_2, "new"));
            assertThat(server.list(PHONE, CLUB, first.tag()).serialNumbers()).containsExactly(CLUB_2);
            assertThat(server.get("passes/" + CLUB + "/" + CLUB_1 + "/registrations?reveal=pushToken"))
                    .as("the newest row of a registration that is there twice counts")
                    .contains("\"pushToken\":\"aa99\"")
                    .doesNotContain("\"pushToken\":\"aa11\"");
        }
    }

    @Test
    void whateverTagThePhoneHasItsFirstListNamesAllItsPasses() throws Exception {
        assertThat(adopt(
                        "--from",
                        csvOfTwo(),
                        "--packages",
                        packages(CLUB, "C-1", "C-2").toString()))
                .as(err.toString())
                .isZero();
        List<String> tags = List.of(
                "1764230400",
                "1764230400123",
                "1764230400.123456",
                "2025-11-27T08:00:00Z",
                "2025-11-27T08:00:00.123456+00:00",
                "2025-11-27T08:00:00.123456 00:00",
                "2025-11-27 08:00:00",
                "Thu, 27 Nov 2025 08:00:00 GMT",
                "1764230400123456",
                "-62135769600.0",
                "638998272000000000",
                "7",
                "6f9619ff-8b86-4d01");
        try (AdoptedServer server = new AdoptedServer(store)) {
            for (String tag : tags) {
                Updates first = server.list(PHONE, CLUB, tag);
                assertThat(first.serialNumbers()).as(tag).containsExactlyInAnyOrder("C-1", "C-2");
                assertThat(server.list(PHONE, CLUB, first.tag()).serialNumbers())
                        .isEmpty();
            }
        }
    }

    private String csvOfTwo() throws Exception {
        return Files.writeString(
                        directory.resolve("two.csv"),
                        "passTypeIdentifier,serialNumber,authenticationToken,deviceLibraryIdentifier,pushToken,lastUpdated\n"
                                + CLUB + ",C-1,a-token-of-old-times," + PHONE + ",aa11,1764230400\n"
                                + CLUB + ",C-2,two words of a secret," + PHONE + ",aa11,2025-11-27 09:00:00+01:00\n")
                .toString();
    }

    @Test
    void aTokenWithBlanksStaysAsItIs() throws Exception {
        assertThat(adopt(
                        "--from",
                        csvOfTwo(),
                        "--packages",
                        packages(CLUB, "C-2").toString()))
                .isZero();
        try (AdoptedServer server = new AdoptedServer(store)) {
            assertThat(server.fetch(CLUB, "C-2", "two words of a secret", "").statusCode())
                    .isEqualTo(200);
            assertThat(server.fetch(CLUB, "C-2", "two words of a", "").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aTagOfAClockThatIsAheadIsOlderThanOurs() throws Exception {
        assertThat(adopt(
                        "--from",
                        csvOfTwo(),
                        "--packages",
                        packages(CLUB, "C-1", "C-2").toString()))
                .isZero();
        try (AdoptedServer server = new AdoptedServer(store)) {
            String ahead = String.valueOf(System.currentTimeMillis() + 3_600_000);
            Updates first = server.list(PHONE, CLUB, ahead);
            assertThat(first.serialNumbers()).hasSize(2);
            server.change(CLUB, "C-1", Pkpass.of(CLUB, "C-1", "new"));
            assertThat(server.list(PHONE, CLUB, ahead).serialNumbers())
                    .as("a phone that has not had our list yet")
                    .hasSize(2);
            assertThat(server.list(PHONE, CLUB, first.tag()).serialNumbers()).containsExactly("C-1");
        }
    }

    @Test
    void passesOfCoorasseTakeTheirTypeFromTheCommandAndTheirPackagesFromTheOldServer() throws Exception {
        String database = database("coorasse-passkit");
        String card = "pass.com.example.card";
        String ticket = "pass.com.example.ticket";
        String serial = "0f0e4f9a-4a53-4d7e-9c39-1f2f6f0b7a01";
        List<String> asked = new ArrayList<>();
        HttpServer old = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        old.createContext("/passkit/api/v1/passes/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            synchronized (asked) {
                asked.add(token);
            }
            boolean isCard = path.endsWith(serial);
            byte[] pkpass = Pkpass.of(card, serial, "made by the old server");
            exchange.sendResponseHeaders(isCard ? 200 : 404, isCard ? pkpass.length : -1);
            exchange.getResponseBody().write(isCard ? pkpass : new byte[0]);
            exchange.close();
        });
        old.start();
        try {
            int status = adopt(
                    "--from",
                    database,
                    "--pass-type",
                    "Passkit::UserCard=" + card,
                    "--pass-type",
                    ticket,
                    "--packages-from",
                    "http://127.0.0.1:" + old.getAddress().getPort() + "/passkit/api");
            assertThat(status).as(err.toString()).isZero();
        } finally {
            old.stop(0);
        }
        assertThat(asked).contains("ApplePass 5f1d7a84254b9f36c1e1f0cbb7e0d101").hasSize(3);
        assertThat(out.toString())
                .contains("Adopted 3 passes (1 with a package) and 3 registrations; rejected 0 rows.");
        assertThat(err.toString())
                .contains("The old server answered 404 for the package of the pass " + ticket + "/")
                .contains("The device ffe7a1b2c3e7a1b2 has no push token.");
        try (AdoptedServer server = new AdoptedServer(store)) {
            assertThat(server.list("c3e7a1b2c3e7a1b2", card, "2025-11-27T09:00:00.123+01:00")
                            .serialNumbers())
                    .containsExactly(serial);
            assertThat(server.list("ffe7a1b2c3e7a1b2", card, "2025-11-27T09:00:00.123+01:00")
                            .serialNumbers())
                    .as("a phone without a push token asks by itself")
                    .containsExactly(serial);
            assertThat(server.fetch(card, serial, "5f1d7a84254b9f36c1e1f0cbb7e0d101", "Thu, 27 Nov 2025 08:00:00 GMT")
                            .statusCode())
                    .as("when the pass changed is not known, so the phone gets it once more")
                    .isEqualTo(200);
            assertThat(server.get("passes/" + ticket + "/0f0e4f9a-4a53-4d7e-9c39-1f2f6f0b7a02/registrations"))
                    .contains("\"total\":1");
        }
    }

    @Test
    void passesOfVaporHaveTheirSerialNumbersInCapitalsAndTheNewestPushToken() throws Exception {
        String type = "pass.com.example.vapor";
        String first = "6F9619FF-8B86-4D01-B42D-00CF4FC964A1";
        String second = "6F9619FF-8B86-4D01-B42D-00CF4FC964A2";
        assertThat(adopt(
                        "--from",
                        database("vapor"),
                        "--packages",
                        packages(type, first, second).toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("Adopted 3 passes (2 with a package) and 3 registrations; rejected 0 rows.");
        try (AdoptedServer server = new AdoptedServer(store)) {
            assertThat(server.list("d3b1d3b1d3b1d3b1", type, "1764230400.123456")
                            .serialNumbers())
                    .containsExactlyInAnyOrder(first, second);
            assertThat(server.get("passes/" + type + "/" + first + "/registrations?reveal=pushToken"))
                    .contains("\"pushToken\":\"ee55b2\"");
            assertThat(server.fetch(type, second, "AbC/+0123456789z", "Thu, 27 Nov 2025 08:00:00 GMT")
                            .statusCode())
                    .isEqualTo(304);
        }
    }

    @Test
    void passesOfSpatieShareATokenAndGooglesStayOut() throws Exception {
        String type = "pass.com.example.spa";
        assertThat(adopt(
                        "--from",
                        database("spatie"),
                        "--packages",
                        packages(type, "BAND-0001", "BAND-0003").toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("Adopted 3 passes (2 with a package) and 3 registrations; rejected 0 rows.");
        assertThat(err.toString())
                .contains("The pass is of the platform google, which is not Apple's.")
                .contains("has the same token as the one before it")
                .doesNotContain("one-secret-for-all-passes");
        try (AdoptedServer server = new AdoptedServer(store)) {
            assertThat(server.list("b7f5b7f5b7f5b7f5", type, "2026-06-02T08:00:00Z")
                            .serialNumbers())
                    .containsExactly("BAND-0003");
            assertThat(server.fetch(type, "BAND-0003", "the-secret-of-last-year", "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.get("passes/" + type + "/BAND-0003"))
                    .contains("\"voided\":true")
                    .contains("\"expirationDate\":\"2026-06-02T08:00:00Z\"")
                    .contains("\"dateCreated\":\"2026-05-07T10:00:00Z\"")
                    .contains("\"lastUpdated\":\"2026-06-02T08:00:00Z\"");
            assertThat(server.get("passes/" + type + "/BAND-0003/registrations"))
                    .contains("\"dateCreated\":\"2026-05-07T11:00:00Z\"")
                    .as("a push token that died before the adoption says nothing about the phone")
                    .doesNotContain("\"lastUpdated\":\"2026-05-07");
        }
    }

    @Test
    void aSecondRunChangesNothingThatPhonesHaveChangedSince() throws Exception {
        String database = database("django-walletpass");
        String packages = packagesOfClub().toString();
        adopt("--from", database, "--packages", packages);
        String tag;
        try (AdoptedServer server = new AdoptedServer(store)) {
            tag = server.list(PHONE, CLUB, "").tag();
            assertThat(server.unregister(PHONE, CLUB, CLUB_1, CLUB_TOKEN)).isEqualTo(200);
        }
        assertThat(adopt("--from", database, "--packages", packages)).isEqualTo(3);
        assertThat(out.toString())
                .contains("Adopted 0 passes (0 with a package) and 0 registrations")
                .contains("Here already: 3 passes and 3 registrations. Changed on the old server since: 0 passes."
                        + " Ended here since: 1 registrations.");
        try (AdoptedServer server = new AdoptedServer(store)) {
            assertThat(server.list(PHONE, CLUB, tag).serialNumbers()).isEmpty();
            assertThat(server.list(PHONE, CLUB, "").serialNumbers()).containsExactly(CLUB_2);
        }
    }

    @Test
    void whatChangedOnTheOldServerBetweenTwoRunsComesAlong() throws Exception {
        String database = database("django-walletpass");
        Path media = packagesOfClub();
        adopt("--from", database, "--packages", media.toString());
        String tag;
        try (AdoptedServer server = new AdoptedServer(store)) {
            tag = server.list(PHONE, CLUB, "").tag();
        }
        Files.write(media.resolve("passes/club-1.pkpass"), Pkpass.of(CLUB, CLUB_1, "newer"));
        execute(
                database,
                "UPDATE django_walletpass_pass SET updated_at = '2025-12-01 10:00:00' WHERE id = 1;"
                        + "INSERT INTO django_walletpass_registration VALUES (7, 'c3d7', 'cc33', 2);");
        adopt("--from", database, "--packages", media.toString());
        assertThat(out.toString())
                .contains("Adopted 0 passes (1 with a package) and 1 registrations")
                .contains("Changed on the old server since: 1 passes.");
        try (AdoptedServer server = new AdoptedServer(store)) {
            assertThat(server.list(PHONE, CLUB, tag).serialNumbers()).containsExactly(CLUB_1);
            assertThat(server.fetch(CLUB, CLUB_1, CLUB_TOKEN, "Thu, 27 Nov 2025 08:00:00 GMT")
                            .body())
                    .isEqualTo(new String(Pkpass.of(CLUB, CLUB_1, "newer"), StandardCharsets.ISO_8859_1));
            assertThat(server.list("c3d7", CLUB, "").serialNumbers()).containsExactly(CLUB_2);
        }
    }

    @Test
    void aDryRunTellsTheSameAndChangesNothing() throws Exception {
        String database = database("django-walletpass");
        assertThat(adopt("--from", database, "--dry-run")).isEqualTo(3);
        assertThat(out.toString())
                .contains("Would adopt 3 passes (0 with a package) and 4 registrations; rejected 1 rows.");
        try (AdoptedServer server = new AdoptedServer(store)) {
            assertThat(server.get("passes")).contains("\"total\":0");
        }
    }

    @Test
    void aFileOfManyRowsIsCountedRightAcrossBatches() throws Exception {
        StringBuilder csv =
                new StringBuilder("serialNumber,authenticationToken,deviceLibraryIdentifier,pushToken,colour\n");
        for (int i = 0; i < 2_500; i++) {
            csv.append("S-1,a-token-of-old-times,d")
                    .append(i)
                    .append(",aa")
                    .append(i)
                    .append(",red\n");
        }
        csv.append("S-2,another-old-token,,,\n");
        String file = Files.writeString(directory.resolve("many.csv"), csv).toString();
        assertThat(adopt("--from", file, "--pass-type", CLUB, "--dry-run")).isZero();
        assertThat(out.toString()).contains("Would adopt 2 passes (0 with a package) and 2500 registrations");
        assertThat(adopt("--from", file, "--pass-type", CLUB)).isZero();
        assertThat(out.toString())
                .isEqualTo("Adopted 2 passes (0 with a package) and 2500 registrations; rejected 0 rows."
                        + System.lineSeparator());
        assertThat(err.toString()).contains("Passed over, since nothing is read from them: colour.");
    }

    @Test
    void aRowThatIsWrongCostsNoOtherOneAndNoSecretIsSaid() throws Exception {
        String file = Files.writeString(
                        directory.resolve("rows.ndjson"),
                        String.join(
                                "\n",
                                row("A-1", "secret-of-the-first-one"),
                                "{\"serialNumber\": \"A-2\", \"authenticationToken\": secret-of-the-second-one}",
                                row("with blank", "secret-of-the-third-one"),
                                "{\"serialNumber\": \"A-4\"}",
                                row("A-5", "x".repeat(256)),
                                row("A-6", "secret-of-the-sixth-one").replace("}", ",\"lastUpdated\":\"soon\"}"),
                                row("A-1", "secret-of-somebody-else"),
                                row("A-8", "secret-of-the-eighth-one")))
                .toString();
        assertThat(adopt("--from", file, "--pass-type", CLUB)).isEqualTo(3);
        assertThat(out.toString())
                .contains("Adopted 2 passes (0 with a package) and 0 registrations; rejected 6 rows.");
        assertThat(err.toString().lines())
                .contains(
                        "line 2: rejected: The line is no JSON object.",
                        "line 3: rejected: The serial number must be 1 to 255 visible ASCII characters.",
                        "line 4: rejected: The row has no authentication token.",
                        "line 5: rejected: The authentication token must be 1 to 255 characters long.",
                        "line 6: rejected: The value of lastUpdated is no time. Times look like 2016-08-15T14:52:48Z or"
                                + " 1471272768.",
                        "line 7: rejected: The pass " + CLUB + "/A-1 is here with another token, which it keeps.");
        assertThat(err.toString().toLowerCase(Locale.ROOT)).doesNotContain("secret");
    }

    private static String row(String serialNumber, String token) {
        return "{\"serialNumber\": \"" + serialNumber + "\", \"authenticationToken\": \"" + token + "\"}";
    }

    @Test
    void aCommandThatWasCalledWronglyMakesNoStore() throws Exception {
        String none = directory.resolve("none").toString();
        assertThat(adopt("--from", database("django-walletpass"), "--packages", none))
                .isEqualTo(1);
        assertThat(err.toString()).contains("There is no directory " + none);
        assertThat(directory.resolve("store.db")).doesNotExist();
    }

    @Test
    void aSourceThatCannotBeReadIsOneLineThatSaysWhatToDo() throws Exception {
        assertThat(adopt("--from", "jdbc:nonesuch://user:pass-word@host/passes"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("There is no JDBC driver for jdbc:nonesuch: Put the driver's jar on the class path")
                .doesNotContain("pass-word");
        assertThat(adopt("--from", "jdbc:sqlite:" + directory.resolve("none.db")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("The database cannot be read: ");
        assertThat(directory.resolve("none.db")).doesNotExist();
        String other = "jdbc:sqlite:" + directory.resolve("other.db");
        execute(other, "CREATE TABLE passes (id INTEGER)");
        assertThat(adopt("--from", other)).isEqualTo(1);
        assertThat(err.toString()).contains("does not have the tables of a server that is known (django-walletpass,");
        assertThat(adopt("--from", directory.resolve("none.csv").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("there is no such file");
        assertThat(adopt("--from", other, "--layout", "rails")).isEqualTo(2);
        assertThat(adopt("--from", other, "--zone", "Mars")).isEqualTo(2);
    }
}

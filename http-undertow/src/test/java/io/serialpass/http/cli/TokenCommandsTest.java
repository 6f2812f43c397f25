package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.ApiToken;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.Role;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serialpass token} works on the store. */
@Timeout(120)
class TokenCommandsTest {

    @TempDir
    private Path directory;

    private final StringWriter err = new StringWriter();
    private StringWriter out = new StringWriter();
    private String url = "";

    @BeforeEach
    void createStore() {
        url = "jdbc:sqlite:" + directory.resolve("store.db");
        Storages.open(url).close();
    }

    private int run(String command, String... more) {
        out = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("token", command, "--storage", url, "--organization", "shop"));
        arguments.addAll(List.of(more));
        return Commands.run(out, err, arguments.toArray(new String[0]));
    }

    private Optional<IssuedToken> find(ApiToken token) {
        try (Storage storage = Storages.open(url)) {
            return storage.read(view -> view.apiTokens().find(token.hash()));
        }
    }

    @Test
    void aTokenIsMadeListedAndRevoked() {
        assertThat(run("create", "--role", "read", "--name", "books", "--expires", "2099-01-31"))
                .as(err.toString())
                .isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0)).isEqualTo("Token 1 is made.");
        ApiToken token = new ApiToken(lines.get(1).substring("API token: ".length()));
        assertThat(token.isMistyped()).isFalse();
        IssuedToken issued = find(token).orElseThrow();
        assertThat(issued.organization().name()).isEqualTo("shop");
        assertThat(issued.details().role()).isEqualTo(Role.READER);
        assertThat(issued.details().expirationDate()).contains(Instant.parse("2099-01-31T00:00:00Z"));
        assertThat(run("list")).isZero();
        assertThat(out.toString())
                .matches("1\tread\tbooks\tmade 20[^\t]*Z\tnever used\texpires 2099-01-31T00:00:00Z\\R")
                .doesNotContain(token.secret());
        assertThat(run("revoke", "1")).isZero();
        assertThat(out.toString()).contains("Token 1 is revoked.");
        assertThat(find(token)).isEmpty();
        assertThat(run("list")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void anEndInDaysIsCountedFromNow() {
        assertThat(run("create", "--role", "admin", "--expires", "90d")).isZero();
        String secret = out.toString().lines().toList().get(1).substring("API token: ".length());
        IssuedToken issued = find(new ApiToken(secret)).orElseThrow();
        assertThat(Duration.between(
                        issued.dateCreated(), issued.details().expirationDate().orElseThrow()))
                .isBetween(Duration.ofDays(90).minusMinutes(1), Duration.ofDays(90));
        assertThat(issued.details().name()).isEqualTo("admin");
    }

    @Test
    void whatCannotBeDoneIsOneLine() {
        assertThat(run("create", "--role", "root")).isEqualTo(2);
        assertThat(err.toString()).contains("'root' is none of scan, read, write, admin");
        assertThat(run("create")).isEqualTo(2);
        assertThat(run("create", "--role", "read", "--expires", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("neither a date such as");
        assertThat(run("create", "--role", "read", "--expires", "2020-01-01")).isEqualTo(1);
        assertThat(err.toString()).contains("must be in the future");
        assertThat(run("revoke", "7")).isEqualTo(1);
        assertThat(err.toString())
                .contains("The token with the id 7 doesn't exist.")
                .hasLineCount(5);
    }
}

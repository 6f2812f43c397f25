package io.serialpass.storage.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Secrets of a URL go to the driver and nowhere else. */
class PostgresUrlTest {

    private static final Map<String, String> NOTHING = Map.of();

    @Test
    void thePasswordIsTakenOutOfTheUrl() {
        PostgresUrl url = PostgresUrl.of(
                "jdbc:postgresql://host:5433/store?user=shop&password=a%20secret&sslmode=require&sslpassword=another",
                NOTHING);
        assertThat(url.user()).contains("shop");
        assertThat(url.password()).contains("a secret");
        assertThat(url.keyPassword()).contains("another");
        assertThat(url.withoutSecrets()).isEqualTo("jdbc:postgresql://host:5433/store?sslmode=require");
        assertThat(url).hasToString("jdbc:postgresql://host:5433/store");
    }

    @Test
    void whatTheUrlDoesNotSayTheEnvironmentSays() {
        Map<String, String> environment = Map.of("PGUSER", "from-environment", "PGPASSWORD", "secret");
        PostgresUrl bare = PostgresUrl.of("jdbc:postgresql://host/store", environment);
        assertThat(bare.user()).contains("from-environment");
        assertThat(bare.password()).contains("secret");
        assertThat(PostgresUrl.of("jdbc:postgresql://host/store?user=shop", environment)
                        .user())
                .contains("shop");
        assertThat(PostgresUrl.of("jdbc:postgresql://host/store", NOTHING).password())
                .isEmpty();
    }

    @Test
    void aPasswordBeforeTheHostIsNotShownEither() {
        PostgresUrl url = PostgresUrl.of("jdbc:postgresql://shop:secret@host/store", NOTHING);
        assertThat(url.hasUserInfo()).isTrue();
        assertThat(url).hasToString("jdbc:postgresql://host/store");
    }
}

package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.FirstAnswer;
import io.serialpass.organization.IdempotencyKey;
import io.serialpass.organization.Organization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** First answers to requests with a key: kept, found, and bounded. */
abstract class IdempotencyContract extends ContractTest {

    IdempotencyContract(String urlPattern) {
        super(urlPattern);
    }

    private static IdempotencyKey key(String value) {
        return new IdempotencyKey(value);
    }

    private static FirstAnswer answer(String request, Instant time, int... bytes) {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return new FirstAnswer(request, content, time);
    }

    private void put(Organization organization, String key, FirstAnswer answer) {
        storage().write(tx -> {
            tx.idempotency().put(organization, key(key), answer);
            return true;
        });
    }

    private void prune(Instant before, int most) {
        storage().write(tx -> {
            tx.idempotency().prune(before, most);
            return true;
        });
    }

    private void limit(Organization organization, long mostBytes) {
        storage().write(tx -> {
            tx.idempotency().limit(organization, mostBytes);
            return true;
        });
    }

    private Optional<FirstAnswer> find(Organization organization, String key) {
        return storage().read(view -> view.idempotency().find(organization, key(key)));
    }

    private List<String> kept(Organization organization, int keys) {
        return IntStream.range(0, keys)
                .mapToObj(Integer::toString)
                .filter(key -> find(organization, key).isPresent())
                .toList();
    }

    @Test
    void anAnswerIsKeptForAnOrganizationAndAKey() {
        FirstAnswer answer = answer("request", T0, 0, 255, 7);
        put(ACME, "key", answer);
        FirstAnswer found = find(ACME, "key").orElseThrow();
        assertThat(found.request()).isEqualTo("request");
        assertThat(found.answer()).isEqualTo(answer.answer());
        assertThat(found.dateCreated()).isEqualTo(T0);
        assertThat(find(ACME, "KEY")).isEmpty();
        assertThat(find(OTHER, "key")).isEmpty();
    }

    @Test
    void anotherAnswerTakesItsPlace() {
        put(ACME, "0", answer("first", T0, 1));
        put(ACME, "1", answer("other", T0, 2));
        put(ACME, "0", answer("second", T0.plusSeconds(1), 3));
        assertThat(find(ACME, "0")).map(FirstAnswer::request).contains("second");
        limit(ACME, FirstAnswer.BYTES_BESIDE + 1);
        assertThat(kept(ACME, 2)).containsExactly("0");
    }

    @Test
    void whatIsTooOldGoesAFewAtATime() {
        for (int i = 0; i < 6; i++) {
            put(i % 2 == 0 ? ACME : OTHER, Integer.toString(i), answer("r", T0.plusSeconds(i), i));
        }
        prune(T0.plusSeconds(4), 3);
        assertThat(kept(ACME, 6)).containsExactly("4");
        assertThat(kept(OTHER, 6)).containsExactly("3", "5");
        prune(T0.plusSeconds(4), 3);
        assertThat(kept(ACME, 6)).containsExactly("4");
        assertThat(kept(OTHER, 6)).containsExactly("5");
    }

    @Test
    void anOrganizationsOldestGoWhereItHasTooMany() {
        for (int i = 0; i < 5; i++) {
            put(ACME, Integer.toString(i), answer("r", T0.plusSeconds(i), i, i, i));
        }
        put(OTHER, "0", answer("r", T0, 1));
        long one = answer("r", T0, 1, 2, 3).size();
        limit(ACME, 5 * one);
        assertThat(kept(ACME, 5)).hasSize(5);
        limit(ACME, 3 * one - 1);
        assertThat(kept(ACME, 5)).containsExactly("3", "4");
        prune(T0.plusSeconds(4), 10);
        limit(ACME, one);
        assertThat(kept(ACME, 5)).containsExactly("4");
        limit(ACME, 0);
        assertThat(kept(ACME, 5)).isEmpty();
        limit(new Organization("unknown"), 0);
    }

    @Test
    void whatIsRolledBackIsNotKept() {
        storage().write(tx -> {
            tx.idempotency().put(ACME, key("key"), answer("r", T0, 1));
            tx.setRollbackOnly();
            return true;
        });
        assertThat(find(ACME, "key")).isEmpty();
    }
}

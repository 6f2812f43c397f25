package io.serialpass.http.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.organization.Organization;
import io.serialpass.storage.StorageOptions;
import io.serialpass.turn.FairQueue;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Phones, health and other organizations are served whatever one organization asks for. */
class SharesTest {

    private static final int READERS = StorageOptions.defaults().readers();

    /** One worker, a queue of 100, and 2 s for what waits. */
    private static final ServerOptions OPTIONS = ServerOptions.defaults()
            .with(new ServerOptions.Concurrency(1, READERS, 100, 1_000))
            .with(new ServerOptions.Timeouts(
                    Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(2)));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);
    private WalletServer wallet;
    private String token;

    @BeforeEach
    void start() throws Exception {
        wallet = WalletServer.start(TestServer.SQLITE, OPTIONS);
        token = wallet.issueWithPackage("S-1");
        assertThat(wallet.register("phone", "S-1", token).status()).isEqualTo(201);
        // Their tokens are known from here on, so that no reader is asked for them.
        assertThat(wallet.server.get("items").status()).isEqualTo(200);
        assertThat(other("items").status()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        release.countDown();
        threads.shutdown();
        wallet.close();
    }

    private Answer other(String path) throws Exception {
        return wallet.server.send(wallet.server
                .request(path)
                .setHeader("Authorization", "Bearer other-secret")
                .build());
    }

    /** Keeps a reader of the administration busy until {@link #release}; returns once it is. */
    private void hold(String organization) {
        CountDownLatch holding = new CountDownLatch(1);
        Turn turn = Turn.of(Share.ADMINISTRATION).by(Optional.of(new Organization(organization)));
        threads.execute(() -> turn.run(() -> wallet.server.store().storage().read(view -> {
            holding.countDown();
            return await(release);
        })));
        assertThat(await(holding)).isTrue();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<Answer> inBackground(Callable<Answer> call) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return call.call();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                },
                threads);
    }

    private void assertThatPhonesAndHealthAreServed() throws Exception {
        assertThat(wallet.listed("phone", "")).containsExactly("S-1");
        assertThat(wallet.fetch("S-1", token).statusCode()).isEqualTo(200);
        assertThat(wallet.register("another-phone", "S-1", token).status()).isIn(200, 201);
        assertThat(wallet.server.get("/health/ready").status()).isEqualTo(200);
        assertThat(wallet.server.get("/health/live").status()).isEqualTo(200);
    }

    /** One organization takes all readers that it may take, and another one the others. */
    private void holdAllReadersOfTheAdministration() {
        for (int i = 0; i < READERS; i++) {
            hold(i < FairQueue.mostOfOne(READERS) ? "acme" : "other");
        }
    }

    private List<CompletableFuture<Answer>> twenty(Callable<Answer> call) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(inBackground(call));
        }
        return answers;
    }

    private static void assertRefused(List<CompletableFuture<Answer>> answers) {
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.join().status()).isEqualTo(503);
            assertThat(answer.join().error()).isEqualTo("overloaded");
            assertThat(answer.join().header("Retry-After")).isNotEmpty();
        });
    }

    @Test
    void whereListsTakeAllReadersOfTheAdministrationPhonesAndHealthAreServed() throws Exception {
        holdAllReadersOfTheAdministration();
        List<CompletableFuture<Answer>> lists = twenty(() -> wallet.server.get("serialNumbers?value=*a*"));
        assertThatPhonesAndHealthAreServed();
        assertRefused(lists);
        assertThatPhonesAndHealthAreServed();
    }

    @Test
    void whereTheAdministrationTakesAllItsWorkersPhonesAndHealthAreServed() throws Exception {
        holdAllReadersOfTheAdministration();
        // Each of these takes the one worker and waits there for a reader.
        List<CompletableFuture<Answer>> bundles =
                twenty(() -> wallet.server.post("passes/bundle", "{\"passes\":[\"" + WalletServer.TYPE + "/S-1\"]}"));
        assertThatPhonesAndHealthAreServed();
        assertRefused(bundles);
        assertThatPhonesAndHealthAreServed();
    }

    @Test
    void whereOneOrganizationTakesAllThatItMayAnotherOneIsServed() throws Exception {
        for (int i = 0; i < FairQueue.mostOfOne(READERS); i++) {
            hold("acme");
        }
        List<CompletableFuture<Answer>> lists = twenty(() -> wallet.server.get("serialNumbers?value=*a*"));
        for (int i = 0; i < 20; i++) {
            assertThat(other("serialNumbers?value=*a*").status()).isEqualTo(200);
        }
        assertRefused(lists);
        release.countDown();
        assertThat(wallet.server.get("serialNumbers").status()).isEqualTo(200);
    }

    @Test
    void whoseListsWaitTooManyIsToldToComeAgainAndAnotherOneIsServed() throws Exception {
        for (int i = 0; i < FairQueue.mostOfOne(READERS); i++) {
            hold("acme");
        }
        List<CompletableFuture<Answer>> lists = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            lists.add(inBackground(() -> wallet.server.get("serialNumbers")));
        }
        assertThat(lists)
                .anySatisfy(list -> assertThat(list.join().description()).contains("wait already"));
        assertThat(other("serialNumbers").status()).isEqualTo(200);
        assertRefused(lists);
    }
}

package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A storage is tested in the parts that it names; the tests of the others are skipped and say so. */
class StoragePartsTest {

    /** A shelf has no API tokens, so that their tests fail where they are run. */
    static class ClaimsApiTokens extends StorageContract {
        ClaimsApiTokens() {
            super("shelf:");
        }

        @Override
        protected Set<StoragePart> parts() {
            return EnumSet.of(StoragePart.API_TOKENS);
        }
    }

    static class SaysNothing extends StorageContract {
        SaysNothing() {
            super("shelf:");
        }
    }

    private record Ended(String group, Status status, String message) {}

    private static List<Ended> run(Class<?> test) {
        List<Ended> ended = new ArrayList<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(test))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
                if (identifier.isTest()) {
                    String message = result.getThrowable()
                            .map(thrown -> String.valueOf(thrown.getMessage()))
                            .orElse("");
                    ended.add(new Ended(identifier.getUniqueId(), result.getStatus(), message));
                }
            }
        });
        return ended;
    }

    @Test
    void thePartsThatAreNamedAreTestedAndTheOthersAreSkippedWithAMessage() {
        List<Ended> ended = run(ClaimsApiTokens.class);
        assertThat(ended)
                .filteredOn(test -> test.group().contains("[nested-class:ApiTokens]"))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(test.status()).isEqualTo(Status.FAILED));
        assertThat(ended)
                .filteredOn(test -> !test.group().contains("[nested-class:ApiTokens]"))
                .hasSizeGreaterThan(100)
                .allSatisfy(test -> {
                    assertThat(test.status()).isEqualTo(Status.ABORTED);
                    assertThat(test.message()).contains("parts() says that this storage has no ");
                });
        assertThat(ended)
                .filteredOn(test -> test.group().contains("[nested-class:EventsOfServices]"))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(test.message()).contains("[INVENTORY, WALLET, EVENTS]"));
    }

    @Test
    void aStorageThatNamesNoPartsIsTestedInAll() {
        assertThat(new SaysNothing().parts()).containsExactly(StoragePart.values());
    }

    @Test
    void everyGroupOfTestsSaysWhichPartsItNeeds() {
        assertThat(StorageContract.class.getDeclaredClasses())
                .hasSizeGreaterThan(20)
                .allSatisfy(group -> assertThat(group.getAnnotation(Needs.class))
                        .as(group.getSimpleName())
                        .isNotNull());
    }
}

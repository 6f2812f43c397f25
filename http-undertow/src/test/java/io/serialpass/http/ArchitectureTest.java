package io.serialpass.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of the house run one way. */
class ArchitectureTest {

    private static final String[] CORE = {
        "io.serialpass.text..",
        "io.serialpass.query..",
        "io.serialpass.organization..",
        "io.serialpass.turn..",
        "io.serialpass.inventory..",
        "io.serialpass.wallet",
        "io.serialpass.event..",
        "io.serialpass.push",
        "io.serialpass.webhook..",
        "io.serialpass.metrics",
        "io.serialpass.storage",
        "io.serialpass.service..",
        "io.serialpass"
    };

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.serialpass");

    @Test
    void coreDependsOnNothing() {
        String[] allowed = new String[CORE.length + 2];
        System.arraycopy(CORE, 0, allowed, 0, CORE.length);
        allowed[CORE.length] = "java..";
        allowed[CORE.length + 1] = "org.jspecify.annotations..";
        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(ALL);
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..")
                .check(ALL);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.serialpass.(**)").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void storagesKnowCoreAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.serialpass.storage.*..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.serialpass.http..",
                        "io.serialpass.wallet.apple..",
                        "io.undertow..",
                        "com.fasterxml.jackson.databind..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("io.serialpass.storage.jdbc..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.serialpass.storage.memory..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("io.serialpass.storage.memory..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.serialpass.storage.jdbc..", "java.sql..")
                .check(ALL);
    }

    @Test
    void onlyTheServerKnowsUndertow() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.serialpass.http.server..", "io.serialpass.http")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio..")
                .check(ALL);
    }

    @Test
    void onlyTheMetricsOfTheServerKnowMicrometer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.serialpass.http.metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "io.prometheus..")
                .check(ALL);
    }

    @Test
    void callsKnowNoKindOfWallet() {
        noClasses()
                .that()
                .resideInAPackage("io.serialpass.http..")
                .and()
                .resideOutsideOfPackage("io.serialpass.http.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.serialpass.wallet.apple..")
                .check(ALL);
    }

    @Test
    void theSimulatorKnowsCoreAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.serialpass.simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.serialpass.http..",
                        "io.serialpass.storage..",
                        "io.serialpass.service..",
                        "io.serialpass.wallet.apple..",
                        "io.undertow..")
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.serialpass.simulator..", "io.serialpass.http.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.serialpass.simulator..")
                .check(ALL);
    }

    @Test
    void theServerKnowsStoragesByTheSpiAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.serialpass.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.serialpass.storage.jdbc..", "io.serialpass.storage.memory..")
                .check(ALL);
    }

    @Test
    void onlyTheReadersOfOtherServersKnowSql() {
        noClasses()
                .that()
                .resideInAPackage("io.serialpass.http..")
                .and()
                .resideOutsideOfPackage("io.serialpass.http.adoption..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..")
                .check(ALL);
    }

    @Test
    void pushesKnowCoreAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.serialpass.push.apns..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.serialpass.http..",
                        "io.serialpass.storage..",
                        "io.serialpass.service..",
                        "io.serialpass.wallet.apple..",
                        "io.serialpass.simulator..")
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.serialpass.push.apns..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.eatthepath..")
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.serialpass.push.apns..", "io.serialpass.simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(ALL);
    }

    @Test
    void theSimulatorKnowsNoServer() {
        noClasses()
                .that()
                .resideInAPackage("io.serialpass.simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.serialpass.http..",
                        "io.serialpass.storage..",
                        "io.serialpass.service..",
                        "io.serialpass.wallet.apple..",
                        "io.serialpass.push..")
                .check(ALL);
    }

    @Test
    void onlyTheConsoleKnowsTheMakerOfItsPages() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.serialpass.http.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("gg.jte..")
                .check(ALL);
    }

    @Test
    void onlyTheSenderOfWebhooksKnowsTheHttpClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.serialpass.http.webhook.client..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.hc..")
                .check(ALL);
    }

    @Test
    void cryptographyAndBarcodesAreAppleWalletsAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.serialpass.wallet.apple..", "io.serialpass.simulator..", "io.serialpass.http.tls..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.serialpass.wallet.apple..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.zxing..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("io.serialpass.wallet.apple..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.serialpass.http..", "io.serialpass.storage..", "io.serialpass.service..", "io.undertow..")
                .check(ALL);
    }
}

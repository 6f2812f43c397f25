package io.serialpass.storage.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of this module know each other in one direction. */
class ArchitectureTest {

    private static final String SHARED = "io.serialpass.storage.jdbc";
    private static final String SQL = SHARED + ".sql";
    private static final String UNIT = SHARED + ".unit";
    private static final String SQLITE = SHARED + ".sqlite";
    private static final String LISTS = SQLITE + ".lists";

    private static final Path SOURCES = Path.of("src/main/java/io/serialpass/storage/jdbc");

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(SHARED);

    @Test
    void theSharedRoomKnowsNoDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage(SHARED, SQL, UNIT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SQLITE + "..", "org.sqlite..", "org.flywaydb..")
                .check(ALL);
    }

    @Test
    void theStatementsKnowNothingOfTheRepositories() {
        noClasses()
                .that()
                .resideInAPackage(SQL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SHARED, UNIT, SQLITE + "..", "io.serialpass.inventory..", "io.serialpass.wallet..")
                .check(ALL);
    }

    @Test
    void theListsKnowNothingOfTheStorage() {
        noClasses()
                .that()
                .resideInAPackage(LISTS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(UNIT, SQLITE, "org.sqlite..", "org.jdbi..")
                .check(ALL);
    }

    @Test
    void repositoriesAskForListsThroughTheirInterface() {
        classes()
                .that()
                .haveSimpleNameStartingWith("Jdbc")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(SQLITE + "..")
                .andShould()
                .resideInAPackage(SHARED)
                .check(ALL);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.serialpass.storage.(**)")
                .should()
                .beFreeOfCycles()
                .check(ALL);
    }

    @Test
    void packagesSayWhetherTheyAreForUsers() throws IOException {
        for (String room : List.of("", "sql", "unit", "sqlite", "sqlite/lists")) {
            String documentation = Files.readString(SOURCES.resolve(room).resolve("package-info.java"));
            assertThat(documentation).as(room).contains(room.equals("sqlite") ? "is internal" : "Internal:");
        }
    }

    /** In the package for users, nothing but the provider can be named outside of it. */
    @Test
    void ofSqliteUsersSeeTheProviderAlone() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES.resolve("sqlite"))) {
            List<String> visible = files.filter(Files::isRegularFile)
                    .filter(ArchitectureTest::declaresPublicType)
                    .map(file -> file.getFileName().toString())
                    .toList();
            assertThat(visible).containsExactly("SqliteStorageProvider.java");
        }
    }

    private static boolean declaresPublicType(Path file) {
        try {
            return Files.readString(file).lines().anyMatch(line -> line.startsWith("public "));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

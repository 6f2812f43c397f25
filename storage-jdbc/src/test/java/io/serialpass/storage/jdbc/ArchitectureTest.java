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
    private static final String POSTGRES = SHARED + ".postgres";
    private static final String POSTGRES_LISTS = POSTGRES + ".lists";

    /** In these rooms the provider is for users. */
    private static final List<String> FOR_USERS = List.of("sqlite", "postgres");

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
                .resideInAnyPackage(
                        SQLITE + "..",
                        POSTGRES + "..",
                        "org.sqlite..",
                        "org.postgresql..",
                        "com.zaxxer..",
                        "org.flywaydb..")
                .check(ALL);
    }

    @Test
    void theStatementsKnowNothingOfTheRepositories() {
        noClasses()
                .that()
                .resideInAPackage(SQL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        SHARED,
                        UNIT,
                        SQLITE + "..",
                        POSTGRES + "..",
                        "io.serialpass.inventory..",
                        "io.serialpass.wallet..")
                .check(ALL);
    }

    @Test
    void theListsKnowNothingOfTheStorage() {
        noClasses()
                .that()
                .resideInAnyPackage(LISTS, POSTGRES_LISTS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(UNIT, SQLITE, POSTGRES, "org.sqlite..", "org.jdbi..")
                .check(ALL);
    }

    @Test
    void theDatabasesKnowNothingOfEachOther() {
        noClasses()
                .that()
                .resideInAPackage(SQLITE + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(POSTGRES + "..", "org.postgresql..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage(POSTGRES + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SQLITE + "..", "org.sqlite..")
                .check(ALL);
    }

    @Test
    void repositoriesAskForListsThroughTheirInterface() {
        classes()
                .that()
                .haveSimpleNameStartingWith("Jdbc")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(SQLITE + "..", POSTGRES + "..")
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
        for (String room : List.of("", "sql", "unit", "sqlite", "sqlite/lists", "postgres", "postgres/lists")) {
            String documentation = Files.readString(SOURCES.resolve(room).resolve("package-info.java"));
            assertThat(documentation).as(room).contains(FOR_USERS.contains(room) ? "is internal" : "Internal:");
        }
    }

    /** In a package for users, nothing but the provider can be named outside of it. */
    @Test
    void ofADatabaseUsersSeeTheProviderAlone() throws IOException {
        assertThat(visibleTypes("sqlite")).containsExactly("SqliteStorageProvider.java");
        assertThat(visibleTypes("postgres")).containsExactly("PostgresStorageProvider.java");
    }

    private static List<String> visibleTypes(String room) throws IOException {
        try (Stream<Path> files = Files.list(SOURCES.resolve(room))) {
            return files.filter(Files::isRegularFile)
                    .filter(ArchitectureTest::declaresPublicType)
                    .map(file -> file.getFileName().toString())
                    .toList();
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

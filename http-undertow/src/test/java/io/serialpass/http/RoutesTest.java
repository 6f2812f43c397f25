package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.Serialpass;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.HealthHandlers;
import io.serialpass.http.web.Route;
import io.serialpass.organization.Caller;
import io.serialpass.organization.Organization;
import io.serialpass.organization.Role;
import io.serialpass.service.EventWaits;
import io.serialpass.storage.testkit.StorageUnderTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The list of all calls says of each whom it lets in. */
class RoutesTest {

    /** Calls that change nothing, though their method is POST. */
    private static final Set<String> READING_POSTS = Set.of("/api/v1.0/passes/bundle", "/api/v1.0/doctor");

    private static List<Route> routes() {
        try (StorageUnderTest store = StorageUnderTest.open("memory:");
                Serialpass app = Serialpass.builder(store.storage()).build();
                EventWaits waits = new EventWaits(app.storage(), 1)) {
            return Routes.of(
                    app,
                    new HealthHandlers(app),
                    waits,
                    ServerOptions.defaults().devices(),
                    ServerOptions.defaults().links());
        }
    }

    @Test
    void theAdministrationAloneNeedsApiTokens() {
        assertThat(routes())
                .hasSizeGreaterThan(50)
                .allSatisfy(route -> assertThat(route.access().needsApiToken())
                        .as(route.template())
                        .isEqualTo(route.template().startsWith("/api/v1.0/")));
    }

    @Test
    void whoMayOnlyReadChangesNothing() {
        assertThat(routes())
                .filteredOn(route -> route.access() == Access.READER)
                .isNotEmpty()
                .allSatisfy(
                        route -> assertThat(route.method().equals("GET") || READING_POSTS.contains(route.template()))
                                .as(route.method() + " " + route.template())
                                .isTrue());
    }

    @Test
    void whoMayReadReadsAllButTokensAndTheAuditTrail() {
        assertThat(routes())
                .filteredOn(route -> route.method().equals("GET"))
                .allSatisfy(route -> assertThat(route.access() == Access.ADMINISTRATOR)
                        .as(route.template())
                        .isEqualTo(route.template().matches("/api/v1.0/(tokens|audit).*")))
                .noneSatisfy(route -> assertThat(route.access()).isEqualTo(Access.WRITER));
    }

    @Test
    void eachCallStandsThereOnce() {
        assertThat(routes().stream()
                        .map(route -> route.method() + " " + route.template().replaceAll("\\{[^}.]*(\\.*)}", "{$1}"))
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void whoIsRefusedReadsWhichRoleIsNeeded() {
        Organization acme = new Organization("acme");
        for (Role role : Role.values()) {
            Caller caller = new Caller(acme, role);
            assertThatCode(() -> Access.ANYONE.require(caller)).doesNotThrowAnyException();
            assertThatCode(() -> Access.ADMINISTRATOR.require(Caller.administrator(acme)))
                    .doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> Access.READER.require(new Caller(acme, Role.SCANNER)))
                .isInstanceOf(ApiException.class)
                .hasMessage("This needs an API token of the role read. Yours has the role scan.");
        assertThatThrownBy(() -> Access.WRITER.require(new Caller(acme, Role.READER)))
                .hasMessageContaining("needs an API token of the role write.");
        assertThatThrownBy(() -> Access.ADMINISTRATOR.require(new Caller(acme, Role.WRITER)))
                .hasMessageContaining("needs an API token of the role admin.");
    }
}

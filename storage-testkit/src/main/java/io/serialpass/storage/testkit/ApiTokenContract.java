package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.ApiToken;
import io.serialpass.organization.Organization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** API tokens. */
abstract class ApiTokenContract extends ContractTest {

    ApiTokenContract(String urlPattern) {
        super(urlPattern);
    }

    @Test
    void aTokenSpeaksForItsOrganization() {
        ApiToken token = new ApiToken("secret");
        assertThat(hasNoToken()).isTrue();
        assertThat(organizationOf(token)).isEmpty();
        storage().write(tx -> {
            tx.apiTokens().insert(token.hash(), ACME, T0);
            return true;
        });
        assertThat(organizationOf(token)).contains(ACME);
        assertThat(hasNoToken()).isFalse();
        assertThat(organizationOf(new ApiToken("Secret"))).isEmpty();
    }

    private boolean hasNoToken() {
        return storage().read(view -> view.apiTokens().isEmpty());
    }

    private Optional<Organization> organizationOf(ApiToken token) {
        return storage().read(view -> view.apiTokens().organizationOf(token.hash()));
    }
}

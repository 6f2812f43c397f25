package io.serialpass.http.cli;

import io.serialpass.organization.Organization;
import io.serialpass.service.ApiTokenService;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;

/** The options of each command that works on API tokens, and the service that it works with. */
final class TokenStore {

    @Mixin
    private StoreOptions store;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    TokenStore() {}

    /** Does some work on a store that is there. */
    <T> T call(BiFunction<ApiTokenService, Organization, T> work) {
        Organization organization = store.organization();
        try (Storage storage =
                Storages.open(store.storage(), StorageOptions.defaults().existing())) {
            ApiTokenService tokens = new ApiTokenService(storage, Clock.systemUTC(), new SecureRandom(), Map.of());
            return work.apply(tokens, organization);
        }
    }
}

package io.serialpass.storage.memory;

import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.Organization;
import io.serialpass.storage.ApiTokenWriter;
import java.time.Instant;
import java.util.Optional;

/** The API tokens of one state. */
final class MemoryApiTokens implements ApiTokenWriter {

    private final StateHolder holder;

    MemoryApiTokens(StateHolder holder) {
        this.holder = holder;
    }

    @Override
    public Optional<Organization> organizationOf(ApiTokenHash hash) {
        return Optional.ofNullable(holder.state().apiTokens().get(hash));
    }

    @Override
    public boolean isEmpty() {
        return holder.state().apiTokens().isEmpty();
    }

    @Override
    public void insert(ApiTokenHash hash, Organization organization, Instant time) {
        holder.change(state -> state.withApiToken(hash, organization));
    }
}

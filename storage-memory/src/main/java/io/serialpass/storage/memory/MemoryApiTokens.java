package io.serialpass.storage.memory;

import io.serialpass.organization.ApiTokenDetails;
import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.ApiTokenUse;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.IssuedTokenQuery;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.ApiTokenWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/** The API tokens of one state. */
final class MemoryApiTokens implements ApiTokenWriter {

    private final StateHolder holder;

    MemoryApiTokens(StateHolder holder) {
        this.holder = holder;
    }

    /**
     * The API tokens, immutable.
     *
     * @param byId tokens by id
     * @param ids the ids of tokens by hash
     * @param lastId the greatest id given to a token, deleted ones included
     */
    record Tokens(TreePMap<Long, IssuedToken> byId, HashPMap<ApiTokenHash, Long> ids, long lastId)
            implements State.Part {
        static final Tokens EMPTY = new Tokens(TreePMap.empty(), HashTreePMap.empty(), 0);

        Tokens with(TreePMap<Long, IssuedToken> changed) {
            return new Tokens(changed, ids, lastId);
        }
    }

    private Tokens tokens() {
        return holder.state().apiTokens();
    }

    private void change(Tokens changed) {
        holder.change(state -> state.with(changed));
    }

    private Stream<IssuedToken> all() {
        return tokens().byId().values().stream();
    }

    private Optional<IssuedToken> find(ApiTokenId id) {
        return Optional.ofNullable(tokens().byId().get(id.value()));
    }

    @Override
    public Optional<IssuedToken> find(ApiTokenHash hash) {
        return Optional.ofNullable(tokens().ids().get(hash)).flatMap(id -> find(new ApiTokenId(id)));
    }

    @Override
    public Optional<IssuedToken> find(Organization organization, ApiTokenId id) {
        return find(id).filter(token -> token.organization().equals(organization));
    }

    @Override
    public Page<IssuedToken> list(IssuedTokenQuery query) {
        return MemoryPages.page(holder.limit().over(all()).filter(query::matches), query.listing(), holder.limit());
    }

    @Override
    public long count(Organization organization) {
        return all().filter(token -> token.organization().equals(organization)).count();
    }

    @Override
    public IssuedToken insert(Organization organization, ApiTokenHash hash, ApiTokenDetails details, Instant time) {
        long id = tokens().lastId() + 1;
        IssuedToken token = new IssuedToken(new ApiTokenId(id), organization, details, time, Optional.empty());
        change(new Tokens(tokens().byId().plus(id, token), tokens().ids().plus(hash, id), id));
        return token;
    }

    @Override
    public void delete(ApiTokenId id) {
        HashPMap<ApiTokenHash, Long> ids = tokens().ids();
        for (ApiTokenHash hash : ids.keySet()) {
            if (id.value() == ids.getOrDefault(hash, 0L)) {
                ids = ids.minus(hash);
            }
        }
        change(new Tokens(tokens().byId().minus(id.value()), ids, tokens().lastId()));
    }

    @Override
    public void putUses(List<ApiTokenUse> uses) {
        for (ApiTokenUse use : uses) {
            find(use.token())
                    .filter(token ->
                            token.lastUsed().isEmpty() || token.lastUsed().get().isBefore(use.time()))
                    .ifPresent(token ->
                            change(tokens().with(tokens().byId().plus(token.id().value(), token.usedAt(use.time())))));
        }
    }
}

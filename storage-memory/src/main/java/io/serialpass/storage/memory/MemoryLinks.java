package io.serialpass.storage.memory;

import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.LinkWriter;
import io.serialpass.wallet.LinkHash;
import io.serialpass.wallet.LinkId;
import io.serialpass.wallet.LinkedPass;
import io.serialpass.wallet.PassLink;
import io.serialpass.wallet.PassLinkQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/** The links of one state. */
final class MemoryLinks implements LinkWriter {

    private final StateHolder holder;

    MemoryLinks(StateHolder holder) {
        this.holder = holder;
    }

    /**
     * A link with its hash.
     *
     * @param link the link
     * @param hash the hash of its secret
     */
    record Kept(PassLink link, LinkHash hash) {}

    /**
     * The links, immutable.
     *
     * @param byId links by id
     * @param ids the ids of links by hash
     * @param lastId the greatest id given to a link, removed ones included
     */
    record Links(TreePMap<Long, Kept> byId, HashPMap<LinkHash, Long> ids, long lastId) implements State.Part {
        static final Links EMPTY = new Links(TreePMap.empty(), HashTreePMap.empty(), 0);

        Links with(Kept kept) {
            long id = kept.link().id().value();
            return new Links(byId.plus(id, kept), ids.plus(kept.hash(), id), Math.max(lastId, id));
        }

        Links without(Kept kept) {
            return new Links(byId.minus(kept.link().id().value()), ids.minus(kept.hash()), lastId);
        }
    }

    private Links links() {
        return holder.state().links();
    }

    private void change(Links changed) {
        holder.change(state -> state.with(changed));
    }

    private Stream<Kept> all() {
        return links().byId().values().stream();
    }

    private Optional<Kept> find(LinkId id) {
        return Optional.ofNullable(links().byId().get(id.value()));
    }

    @Override
    public Optional<PassLink> find(LinkHash hash) {
        return Optional.ofNullable(links().ids().get(hash))
                .flatMap(id -> find(new LinkId(id)))
                .map(Kept::link);
    }

    @Override
    public Optional<PassLink> find(Organization organization, LinkId id) {
        return find(id).map(Kept::link).filter(link -> link.organization().equals(organization));
    }

    @Override
    public Page<PassLink> list(PassLinkQuery query) {
        Stream<PassLink> all = holder.limit().over(all().map(Kept::link));
        return MemoryPages.page(all.filter(query::matches), query.listing(), holder.limit());
    }

    @Override
    public PassLink insert(
            Organization organization, LinkHash hash, List<LinkedPass> passes, Instant end, Instant time) {
        LinkId id = new LinkId(links().lastId() + 1);
        PassLink link = new PassLink(id, organization, passes, time, end, Optional.empty());
        change(links().with(new Kept(link, hash)));
        return link;
    }

    @Override
    public void revoke(LinkId id, Instant time) {
        find(id).filter(kept -> kept.link().dateRevoked().isEmpty())
                .ifPresent(kept -> change(links().with(new Kept(kept.link().revokedAt(time), kept.hash()))));
    }

    @Override
    public void prune(Instant endedBefore, int most) {
        List<Kept> ended = all().filter(kept -> kept.link().expirationDate().isBefore(endedBefore))
                .sorted(Comparator.comparing(kept -> kept.link().expirationDate()))
                .limit(most)
                .toList();
        ended.forEach(kept -> change(links().without(kept)));
    }
}

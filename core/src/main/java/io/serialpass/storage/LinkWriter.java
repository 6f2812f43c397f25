package io.serialpass.storage;

import io.serialpass.organization.Organization;
import io.serialpass.wallet.LinkHash;
import io.serialpass.wallet.LinkId;
import io.serialpass.wallet.LinkedPass;
import io.serialpass.wallet.PassLink;
import java.time.Instant;
import java.util.List;

/**
 * Reads and changes the links by which customers get passes.
 *
 * @since 0.1
 */
public interface LinkWriter extends LinkReader {

    /**
     * Adds a link, with an id greater than any that this store gave to a link before.
     *
     * @param organization the issuer of the passes, which the store knows
     * @param hash the hash of its secret, new to the store
     * @param passes the passes, 1 or more, each once
     * @param end when it ends, in milliseconds
     * @param time when it is made, in milliseconds
     * @return the link
     */
    PassLink insert(Organization organization, LinkHash hash, List<LinkedPass> passes, Instant end, Instant time);

    /**
     * Notes that a link was revoked, unless it was before. If there is none of the id, nothing changes.
     *
     * @param id its id
     * @param time when, in milliseconds
     */
    void revoke(LinkId id, Instant time);

    /**
     * Removes links that ended long ago, of all organizations, those that ended first. To be called as often as links are added.
     *
     * @param endedBefore the earliest end of a link that stays
     * @param most how many links to remove at most, 1 or more
     */
    void prune(Instant endedBefore, int most);
}

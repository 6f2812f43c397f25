package io.serialpass.storage;

import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.wallet.LinkHash;
import io.serialpass.wallet.LinkId;
import io.serialpass.wallet.PassLink;
import io.serialpass.wallet.PassLinkQuery;
import java.util.Optional;

/**
 * Reads the links by which customers get passes.
 *
 * @since 0.1
 */
public interface LinkReader {

    /**
     * Finds a link by the hash of its secret, open or not.
     *
     * @param hash the hash
     * @return the link; empty for an unknown one
     */
    Optional<PassLink> find(LinkHash hash);

    /**
     * Finds a link of an organization, open or not.
     *
     * @param organization whose
     * @param id its id
     * @return the link; empty where the organization has none such
     */
    Optional<PassLink> find(Organization organization, LinkId id);

    /**
     * Lists links.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    Page<PassLink> list(PassLinkQuery query);
}

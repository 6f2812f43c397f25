package io.serialpass.storage;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.Organization;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import java.util.Optional;

/**
 * A pass to add to a store.
 *
 * @param id its type and serial number
 * @param organization the issuer, who must own the type
 * @param authenticationToken the secret of whoever will hold it
 * @param serialNumberId the serial number of the inventory to tie it to; empty for none
 * @param details the details that the issuer decided
 * @since 0.1
 */
public record NewPass(
        PassId id,
        Organization organization,
        AuthenticationToken authenticationToken,
        Optional<SerialNumberId> serialNumberId,
        PassDetails details) {}

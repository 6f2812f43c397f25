package io.serialpass.wallet;

import io.serialpass.query.Listing;

/**
 * The registrations of one pass, in some order. Immutable.
 *
 * @param pass the pass
 * @param listing order and page
 */
public record RegistrationQuery(PassId pass, Listing<RegistrationSort> listing) {}

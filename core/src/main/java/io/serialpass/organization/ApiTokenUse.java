package io.serialpass.organization;

import java.time.Instant;

/**
 * A use of an API token.
 *
 * @param token the token
 * @param time when a request came with it, in milliseconds
 * @since 0.1
 */
public record ApiTokenUse(ApiTokenId token, Instant time) {}

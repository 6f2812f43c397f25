package io.serialpass.wallet;

/**
 * The hash by which a store knows a {@link LinkToken}. Nobody can choose its leading digits, so the time of a look-up tells nothing of
 * the links that are there.
 *
 * @param hex 64 lower-case hexadecimal digits
 * @since 0.1
 */
public record LinkHash(String hex) {}

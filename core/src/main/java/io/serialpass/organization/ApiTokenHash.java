package io.serialpass.organization;

/**
 * The hash by which a store knows an {@link ApiToken}. Looking a token up by its hash takes a time that tells nothing of
 * the stored tokens, since nobody can choose a hash's leading digits.
 *
 * @param hex 64 lower-case hexadecimal digits
 * @since 0.1
 */
public record ApiTokenHash(String hex) {}

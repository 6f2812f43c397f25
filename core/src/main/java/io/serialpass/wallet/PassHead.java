package io.serialpass.wallet;

import java.util.Optional;

/**
 * The three things that a store has to know of a pass to answer a phone that has it already, or whose package is in memory. They
 * are small and of much the same size for every pass. Immutable.
 *
 * @param authenticationToken the secret that the phone has to show
 * @param version the version that a phone would fetch now; empty while there is no package
 * @param source where that version comes from
 * @since 0.1
 */
public record PassHead(AuthenticationToken authenticationToken, Optional<PassVersion> version, PackageSource source) {}

package io.serialpass.simulator.phone;

import io.serialpass.wallet.PassId;
import java.util.Optional;

/**
 * A pass as a phone holds it at a moment. Holds no token. Immutable.
 *
 * @param pass which pass
 * @param isRegistered whether the server knows that the phone holds it
 * @param version the version that the phone has, as {@link io.serialpass.simulator.web.PassFile#version} tells versions apart
 * @param lastModified the {@code Last-Modified} that came with it; empty where it came without, as by mail
 * @since 0.1
 */
public record HeldPass(PassId pass, boolean isRegistered, String version, Optional<String> lastModified) {}

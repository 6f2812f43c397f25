package io.serialpass.simulator.phone;

import io.serialpass.wallet.PassId;

/**
 * A pass in a phone that is not the server's newest. Immutable.
 *
 * @param phone the name of the phone
 * @param pass the pass
 * @param version the version that the phone has
 * @param why a sentence: which is the newest, or why that is not known
 * @since 0.1
 */
public record OldPass(String phone, PassId pass, String version, String why) {}

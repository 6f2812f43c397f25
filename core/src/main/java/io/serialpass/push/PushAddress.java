package io.serialpass.push;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.PushToken;

/**
 * The address of a push: a push token, for the passes of one type.
 *
 * @param type the pass type
 * @param token the push token
 * @since 0.1
 */
public record PushAddress(PassTypeIdentifier type, PushToken token) {}

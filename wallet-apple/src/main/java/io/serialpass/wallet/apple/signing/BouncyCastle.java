package io.serialpass.wallet.apple.signing;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The provider of the algorithms that the JDK's own providers lack. It is made when it is first needed, since that takes a
 * while; it is not registered.
 */
final class BouncyCastle {

    static final Provider PROVIDER = new BouncyCastleProvider();

    private BouncyCastle() {}
}

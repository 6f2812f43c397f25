package io.serialpass.wallet.apple.signing;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** What this JDK's own providers lack. Made when it is first needed, since it takes a while, and not registered. */
final class BouncyCastle {

    static final Provider PROVIDER = new BouncyCastleProvider();

    private BouncyCastle() {}
}

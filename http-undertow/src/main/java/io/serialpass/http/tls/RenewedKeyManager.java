package io.serialpass.http.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows clients the newest certificate. A handshake asks for an alias, and then for its key and its chain. So the one before the
 * newest is known too: a handshake that is under way when the certificate changes gets a key and a chain that belong together.
 * Safe for use by many threads.
 */
final class RenewedKeyManager extends X509ExtendedKeyManager {

    private record Named(String alias, TlsIdentity identity) {}

    private record Known(Named newest, Named before) {}

    private volatile Known known;

    RenewedKeyManager(TlsIdentity first) {
        Named named = new Named("1", first);
        this.known = new Known(named, named);
    }

    /** Shows another certificate from now on. */
    synchronized void renew(TlsIdentity identity) {
        Named before = known.newest();
        known = new Known(new Named(Integer.toString(Integer.parseInt(before.alias()) + 1), identity), before);
    }

    private @Nullable TlsIdentity find(String alias) {
        Known now = known;
        if (now.newest().alias().equals(alias)) {
            return now.newest().identity();
        }
        return now.before().alias().equals(alias) ? now.before().identity() : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        Named newest = known.newest();
        return newest.identity().key().getAlgorithm().equals(keyType) ? newest.alias() : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = chooseEngineServerAlias(keyType, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        TlsIdentity identity = find(alias);
        return identity == null ? null : identity.chain().toArray(new X509Certificate[0]);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        TlsIdentity identity = find(alias);
        return identity == null ? null : identity.key();
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }
}

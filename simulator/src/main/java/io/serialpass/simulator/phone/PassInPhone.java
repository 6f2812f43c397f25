package io.serialpass.simulator.phone;

import io.serialpass.simulator.web.PassFile;
import io.serialpass.simulator.web.WalletService;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.PassId;
import java.time.Instant;
import java.util.Optional;

/** A pass in a phone. Its phone guards it. */
final class PassInPhone {

    final PassId pass;
    final AuthenticationToken token;
    final WalletService service;
    String version;
    Optional<String> lastModified = Optional.empty();
    boolean isRegistered;

    /** When the phone was told of what it has to fetch, or began to ask. */
    Optional<Instant> since = Optional.empty();

    /**
     * How often lists named it since it was registered or last came with another content. The first time may be for a change
     * that it came with already, since it was fetched after the list; the second time is one too many.
     */
    int timesNamed;

    PassInPhone(PassFile file, WalletService service) {
        this.pass = file.pass();
        this.token = file.token()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The pass " + file.pass() + " has no authenticationToken, so no phone asks for its updates."));
        this.service = service;
        this.version = file.version();
    }

    HeldPass snapshot() {
        return new HeldPass(pass, isRegistered, version, lastModified);
    }
}

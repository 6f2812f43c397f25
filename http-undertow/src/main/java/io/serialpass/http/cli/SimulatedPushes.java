package io.serialpass.http.cli;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.simulator.apns.AcceptedPush;
import io.serialpass.simulator.apns.ApnsStandIn;
import io.serialpass.simulator.phone.PhoneFleet;
import io.serialpass.wallet.PushToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The stand-in for Apple's push service that a simulation has: a server pushes to it, and the simulated phones are told. */
final class SimulatedPushes implements AutoCloseable {

    private final ApnsStandIn apple;
    private final Path certificate;

    private SimulatedPushes(ApnsStandIn apple, Path certificate) {
        this.apple = apple;
        this.certificate = certificate;
    }

    /**
     * Starts it, and writes the certificate that a server has to trust.
     *
     * @param port the port; 0 for any free one
     * @param certificate the file of the certificate
     * @throws CommandFailure if it cannot listen, or the file cannot be written
     */
    static SimulatedPushes open(int port, Path certificate) {
        ApnsStandIn apple;
        try {
            apple = ApnsStandIn.builder().port(port).expirationInTheFuture().start();
        } catch (IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
        try {
            return of(apple, certificate);
        } catch (IOException e) {
            apple.close();
            throw new CommandFailure(
                    "The file " + certificate + " cannot be written: " + TransferFormats.reason(e) + ".", e);
        }
    }

    /** Takes a stand-in that was started, which is then closed with this. */
    static SimulatedPushes of(ApnsStandIn apple, Path certificate) throws IOException {
        Files.writeString(certificate, apple.certificatePem());
        return new SimulatedPushes(apple, certificate);
    }

    /** Tells a person how a server reaches it. */
    String announcement() {
        return "A stand-in for Apple's push service is at localhost, port " + apple.port()
                + ". A server of Serialpass pushes" + " to it with: --push-host localhost --push-port " + apple.port()
                + " --push-trust " + certificate;
    }

    /** Has the phones told of what is pushed from now on. */
    void tell(PhoneFleet fleet) {
        apple.onAccepted(push -> tell(fleet, push));
    }

    private static void tell(PhoneFleet fleet, AcceptedPush push) {
        boolean unused = fleet.pushed(new PushToken(push.token()), new PassTypeIdentifier(push.topic()));
    }

    /** A line about what came. */
    String sum() {
        return "Pushes: accepted " + apple.accepted() + ", refused " + apple.refused() + ".";
    }

    @Override
    public void close() {
        apple.close();
    }
}

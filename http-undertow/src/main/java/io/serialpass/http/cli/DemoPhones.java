package io.serialpass.http.cli;

import io.serialpass.Serialpass;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushSender;
import io.serialpass.push.apns.ApnsPushSender;
import io.serialpass.simulator.apns.AcceptedPush;
import io.serialpass.simulator.apns.ApnsStandIn;
import io.serialpass.simulator.phone.PhoneFleet;
import io.serialpass.simulator.phone.PhoneNetwork;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Three phones that hold passes of the sample, and a stand-in for Apple's push service that tells them: so that somebody who
 * tries the server sees a phone being told, asking, and fetching its new pass.
 */
final class DemoPhones implements AutoCloseable {

    private static final int PHONES = 3;

    /** The phones have the same names and push tokens in each run, so that they register once in a store. */
    private static final long NAMES = 2026;

    private final ApnsStandIn apple;
    private Optional<PhoneNetwork> network = Optional.empty();

    private DemoPhones(ApnsStandIn apple) {
        this.apple = apple;
    }

    /**
     * Starts the stand-in for Apple's push service, on any free port of this machine.
     *
     * @throws CommandFailure if it cannot listen
     */
    static DemoPhones open() {
        try {
            return new DemoPhones(ApnsStandIn.builder().start());
        } catch (IOException e) {
            throw new CommandFailure(
                    "The sample's stand-in for Apple's push service cannot listen: " + e.getMessage(), e);
        }
    }

    /** Sends pushes to the stand-in. */
    PushSender sender(SigningIdentities identities, Clock clock) {
        return ApnsPushSender.builder(new IdentityCredentials(identities, clock, false))
                .clock(clock)
                .server("localhost", apple.port())
                .trust(List.of(apple.certificate()))
                .build();
    }

    /**
     * Lets the phones live, where there are passes of the sample for them.
     *
     * @param url where they reach the server
     * @param lines takes a line for each thing that a phone does
     */
    void start(Serialpass app, Organization organization, String url, Consumer<String> lines) {
        List<PassFile> passes = passes(app, organization);
        if (passes.isEmpty()) {
            return;
        }
        PhoneNetwork started = PhoneNetwork.builder()
                .clock(app.clock())
                .check(app.format().check())
                .concurrency(PHONES)
                .listener(event -> PhoneLines.of(event).ifPresent(lines))
                .webServiceUrl(url)
                .build();
        network = Optional.of(started);
        PhoneFleet fleet = new PhoneFleet(started, passes, Math.min(PHONES, passes.size()), NAMES, new Random(NAMES));
        apple.onAccepted(push -> tell(fleet, push));
        fleet.addPasses();
    }

    private static void tell(PhoneFleet fleet, AcceptedPush push) {
        boolean unused = fleet.pushed(new PushToken(push.token()), new PassTypeIdentifier(push.topic()));
    }

    /**
     * The passes of the tickets that were reserved at first: they are there to be sold. In each run a phone holds the same one,
     * sold or not, since the store of an earlier run knows the phone by it.
     */
    private static List<PassFile> passes(Serialpass app, Organization organization) {
        return DemoData.reservedTickets()
                .map(ticket -> new PassId(DemoPasses.PASS_TYPE, new PassSerialNumber(ticket.value())))
                .flatMap(pass -> app.passPackages().currentPackage(organization, pass).stream())
                .map(content -> PassFile.read(content.pkpass()))
                .limit(PHONES)
                .toList();
    }

    @Override
    public void close() {
        network.ifPresent(PhoneNetwork::close);
        apple.close();
    }
}

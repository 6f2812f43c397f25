package io.serialpass.service;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassPackager.Signing;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.SigningCertificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part that one server has in the agreement of all servers on a store. They agree which certificate signs for each pass
 * type, and where the web service is. The store keeps the agreement, and all servers make packages only as it says.
 *
 * <p>A server replaces what is in force where its operator meant it to: when it starts and no other server is ready; when it is
 * told to; when the certificate in force is taken from it for another one while it runs; and when it has the certificate in
 * force and one that is valid longer, or that is valid still. A server that starts with something else beside a server that is
 * ready differs, until it is given the settings in force: two servers never take turns. Each replacement gives all passes of
 * the type a new version.
 *
 * <p>The clocks of the servers may differ by ten minutes.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class InForceService {

    /** A server that is ready says so again after this time. */
    private static final Duration SAY_AGAIN = Duration.ofSeconds(4);

    private final Storage storage;
    private final Clock clock;
    private final PassPackager packager;
    private final ServerId self;

    private volatile List<Difference> differences = List.of();

    private Standing standing = Standing.START;

    /** When this server said last that it is ready; empty if the others are not to count it as ready. */
    private Optional<Instant> saidReady = Optional.empty();

    /**
     * Makes the service of one server.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of all times
     * @param packager knows the certificates and the address of this server
     * @param self this server
     */
    public InForceService(Storage storage, Clock clock, PassPackager packager, ServerId self) {
        this.storage = storage;
        this.clock = clock;
        this.packager = packager;
        this.self = self;
    }

    /**
     * The knowledge that a server has from its looks before.
     *
     * @param starting whether it may find out yet that it started alone
     * @param othersAtStart the other servers at the start
     * @param others the other servers at the last look
     * @param signers the fingerprints of the certificates that this server had at the last look
     */
    private record Standing(boolean starting, OtherServers othersAtStart, OtherServers others, Set<String> signers) {

        private static final OtherServers NONE = OtherServers.first(Map.of(), Instant.EPOCH);
        static final Standing START = new Standing(true, NONE, NONE, Set.of());

        /** Whether those that were ready at the start have not said so again: they were dead by then. */
        boolean isUndecided(OtherServers now) {
            return starting && now.saySameAs(othersAtStart);
        }
    }

    /**
     * The findings of a look at the store.
     *
     * @param signers the certificates to put in force
     * @param webServiceUrl the address to put in force; empty for none
     * @param differences the differences that remain
     * @param others the other servers
     */
    private record Finding(
            Map<PassTypeIdentifier, Optional<String>> signers,
            Optional<String> webServiceUrl,
            List<Difference> differences,
            OtherServers others) {

        boolean isChange() {
            return !signers.isEmpty() || webServiceUrl.isPresent();
        }
    }

    /**
     * Takes the first look, when the server starts. If no other server is ready, the certificates and the address of this
     * server are put in force.
     *
     * @param takeOver whether that happens in any case
     * @return the types whose passes have a new version
     */
    public synchronized List<PassTypeIdentifier> start(boolean takeOver) {
        Instant now = Moments.now(clock);
        OtherServers others =
                OtherServers.first(storage.read(view -> view.servers().othersReadyUntil(self)), now);
        standing = new Standing(true, others, others, Set.of());
        return look(takeOver);
    }

    /**
     * Looks again: now and then, since certificates begin and end to be valid, and after certificates were loaded. If nothing
     * changed it only reads, but for saying every few seconds that this server is ready.
     *
     * @return the types whose passes have a new version
     */
    public synchronized List<PassTypeIdentifier> look() {
        return look(false);
    }

    /**
     * Gives the differences between this server and the settings in force, as of the last look.
     *
     * @return the differences; empty for a server that makes packages
     */
    public List<Difference> differences() {
        return differences;
    }

    /** Says that this server is not ready any more, since it stops. */
    public synchronized void stop() {
        if (saidReady.isPresent()) {
            storage.write(tx -> {
                tx.servers().removeReady(self);
                return true;
            });
            saidReady = Optional.empty();
        }
    }

    private List<PassTypeIdentifier> look(boolean takeOver) {
        Instant now = Moments.now(clock);
        Set<String> signers = packager.certificates().stream()
                .map(SigningCertificate::fingerprint)
                .collect(Collectors.toUnmodifiableSet());
        Finding found = storage.read(view -> find(view, now, takeOver));
        List<PassTypeIdentifier> renewed = List.of();
        boolean differs = !found.differences().isEmpty();
        if (found.isChange() || (differs ? saidReady.isPresent() : isSilent(now))) {
            Changed changed = storage.write(tx -> change(tx, now, takeOver));
            found = changed.found();
            renewed = changed.renewed();
            saidReady = found.differences().isEmpty() ? Optional.of(now) : Optional.empty();
        }
        differences = found.differences();
        OtherServers others = found.others();
        boolean starting = standing.isUndecided(others) && !others.areSilent();
        standing = new Standing(starting, standing.othersAtStart(), others, signers);
        return renewed;
    }

    /** Whether it is time to say again that this server is ready. That is so as well if its clock was set back. */
    private boolean isSilent(Instant now) {
        return saidReady
                .filter(said -> !now.isBefore(said) && now.isBefore(said.plus(SAY_AGAIN)))
                .isEmpty();
    }

    private record Changed(Finding found, List<PassTypeIdentifier> renewed) {}

    private Changed change(WriteTransaction tx, Instant now, boolean takeOver) {
        // Another server may have changed it since it was read.
        Finding found = find(tx, now, takeOver);
        found.webServiceUrl().ifPresent(url -> tx.servers().putWebServiceUrl(url));
        found.signers().forEach((type, signer) -> tx.passTypes().putSigner(type, signer, now));
        List<PassTypeIdentifier> renewed = tx.passTypes().withTemplate().stream()
                .filter(type -> type.signer().isPresent())
                .map(PassType::identifier)
                .filter(type ->
                        found.webServiceUrl().isPresent() || found.signers().containsKey(type))
                .toList();
        renewed.forEach(type -> PassVersions.contentChanged(tx, type, now));
        if (found.differences().isEmpty()) {
            tx.servers().putReady(self, now.plus(OtherServers.READY), now.minus(OtherServers.APART));
        } else {
            tx.servers().removeReady(self);
        }
        return new Changed(found, renewed);
    }

    private Finding find(ReadView view, Instant now, boolean takeOver) {
        OtherServers others = standing.others().next(view.servers().othersReadyUntil(self), now);
        boolean alone = others.areSilent();
        boolean replaces = takeOver || (alone && standing.isUndecided(others));
        Map<PassTypeIdentifier, Optional<String>> puts = new LinkedHashMap<>();
        List<Difference> differing = new ArrayList<>();
        Optional<String> url = packager.webServiceUrl().filter(here -> {
            Optional<String> inForce = view.servers().webServiceUrl();
            boolean differs = inForce.isPresent() && !inForce.get().equals(here);
            if (differs && !replaces) {
                differing.add(new Difference.OtherWebService(here, inForce.get()));
            }
            return inForce.isEmpty() || (differs && replaces);
        });
        for (PassType type : view.passTypes().withTemplate()) {
            Optional<String> here = packager.signer(type.identifier());
            if (here.equals(type.signer()) || !isReady(view, type)) {
                continue;
            }
            boolean wasHere = type.signer().filter(standing.signers()::contains).isPresent();
            Signing signing = type.signer()
                    .map(inForce -> packager.signing(type.identifier(), inForce))
                    .orElse(Signing.EXPIRED);
            if (isReplaced(signing, here, replaces || wasHere, alone)) {
                puts.put(type.identifier(), here);
            } else if (signing == Signing.ABSENT) {
                differing.add(new Difference.OtherSigner(
                        type.identifier(), here, type.signer().orElseThrow()));
            }
        }
        return new Finding(puts, url, List.copyOf(differing), others);
    }

    /** Whether a type has a certificate in force, or could have one: as long as its files are not complete it has none. */
    private boolean isReady(ReadView view, PassType type) {
        return type.signer().isPresent()
                || view.passTypes()
                        .content(type.identifier())
                        .filter(content -> PassTypeChange.isComplete(packager, content))
                        .isPresent();
    }

    /**
     * Whether the certificate that this server has, which is not the one in force, is put in its place.
     *
     * @param inForce whether this server can sign with the one in force
     * @param here the one that this server would choose; empty for none
     * @param meant whether its operator meant it to be used
     * @param alone whether no other server is ready
     */
    private static boolean isReplaced(Signing inForce, Optional<String> here, boolean meant, boolean alone) {
        return switch (inForce) {
            case NOT_YET -> false;
            case ABLE -> true;
            case EXPIRED -> here.isPresent() || alone;
            case ABSENT -> here.isPresent() ? meant : alone;
        };
    }
}

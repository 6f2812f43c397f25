package io.serialpass.benchmarks;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.PassTypeService;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.signing.CertificateFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The passes of a storm, which the program that fills the store and the phones know by their numbers. */
final class StormPasses {

    static final PassTypeIdentifier TYPE = PackageSample.TYPE;

    private static final Organization OWNER = Sample.ORGANIZATION;
    private static final int AT_ONCE = 5_000;

    private StormPasses() {}

    static PassId pass(int number) {
        return new PassId(TYPE, new PassSerialNumber("S-" + number));
    }

    static AuthenticationToken token(int number) {
        return new AuthenticationToken("token-of-the-pass-" + number + "-and-some-more");
    }

    static DeviceLibraryIdentifier device(int number) {
        return new DeviceLibraryIdentifier("device-" + number);
    }

    static PushToken pushToken(int number) {
        return new PushToken(String.format(Locale.ROOT, "%064x", 0xA000000L + number));
    }

    /** The pass as its holder got it by mail, from before the first change. */
    static PassFile file(int number) {
        return new PassFile(pass(number), Optional.of(token(number)), Optional.empty(), "as it came by mail");
    }

    /** Makes a store with passes that are made and signed by the server. */
    static void fill(Path directory, Path certificates, PackageSample sample, int passes) {
        Clock clock = Clock.systemUTC();
        ApplePassPackager signer = new ApplePassPackager(
                new CertificateFiles(List.of(certificates), Optional.empty()), Optional.empty(), clock);
        try (Storage storage = open(directory)) {
            new PassTypeService(storage, clock, signer).create(OWNER, TYPE, sample.files);
            for (int from = 0; from < passes; from += AT_ONCE) {
                int begin = from;
                int end = Math.min(from + AT_ONCE, passes);
                storage.write(tx -> {
                    Instant now = clock.instant();
                    UpdateTag tag = tx.passes().takeTag(TYPE, now);
                    for (int i = begin; i < end; i++) {
                        tx.passes()
                                .insert(
                                        new NewPass(pass(i), OWNER, token(i), Optional.empty(), PackageSample.seat(i)),
                                        tag,
                                        now);
                    }
                    return true;
                });
            }
        }
    }

    /** Registers the n-th device for the n-th pass, for each of them. */
    static void register(Path directory, int devices) {
        try (Storage storage = open(directory)) {
            for (int from = 0; from < devices; from += AT_ONCE) {
                int begin = from;
                int end = Math.min(from + AT_ONCE, devices);
                storage.write(tx -> {
                    Instant now = Instant.now();
                    UpdateTag tag = tx.passes().takeTag(TYPE, now);
                    for (int i = begin; i < end; i++) {
                        tx.registrations().insert(device(i), pass(i), pushToken(i), tag, now);
                    }
                    return true;
                });
            }
        }
    }

    private static Storage open(Path directory) {
        return Storages.open("jdbc:sqlite:" + directory.resolve("store.db"));
    }
}

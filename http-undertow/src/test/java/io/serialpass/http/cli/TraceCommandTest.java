package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushRecord;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceAsk;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command tells of each device what was pushed, answered and asked, with versions and times. */
class TraceCommandTest {

    private static final PassId PASS =
            new PassId(new PassTypeIdentifier("pass.com.example.card"), new PassSerialNumber("C-1"));

    private static final DeviceLibraryIdentifier PHONE = new DeviceLibraryIdentifier("phone");
    private static final Instant TIME = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int trace(String serialNumber) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "trace",
                        "--storage=jdbc:sqlite:" + directory.resolve("store.db"),
                        PASS.passTypeIdentifier().value(),
                        serialNumber);
    }

    private void fill() {
        PushToken token = new PushToken("abcdef0123456789");
        PushAnswer answer = new PushAnswer(PushAnswer.Verdict.FAILED, 503, "Shutdown", Optional.empty());
        try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("store.db"))) {
            storage.write(tx -> {
                Organization owner = new Organization("default");
                tx.passTypes().claim(PASS.passTypeIdentifier(), owner, TIME);
                UpdateTag tag = tx.passes().takeTag(PASS.passTypeIdentifier(), TIME);
                AuthenticationToken secret = new AuthenticationToken("a secret of the pass");
                tx.passes().insert(new NewPass(PASS, owner, secret, Optional.empty(), PassDetails.NONE), tag, TIME);
                tx.registrations().insert(PHONE, PASS, token, tag, TIME);
                tx.pushes()
                        .put(List.of(new PushRecord(
                                PASS.passTypeIdentifier(),
                                token,
                                PHONE,
                                new UpdateTag(17),
                                TIME.plusSeconds(60),
                                answer,
                                1,
                                Optional.of(TIME.plusSeconds(90)))));
                tx.traces()
                        .putAsks(List.of(new DeviceAsk(
                                PHONE,
                                PASS.passTypeIdentifier(),
                                TIME.plusSeconds(30),
                                Optional.of(new UpdateTag(18)),
                                Optional.empty())));
                return true;
            });
        }
    }

    @Test
    void whatIsKnownOfADeviceIsToldWithItsTimes() {
        fill();
        assertThat(trace("C-1")).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .contains(
                        "Device phone, registered at 2026-11-21T10:00:00Z: noPackage",
                        "  It was pushed at 2026-11-21T10:01:00Z: failed (503 Shutdown). It was told of the versions up to 17."
                                + " The next push is due at 2026-11-21T10:01:30Z.",
                        "  It asked at 2026-11-21T10:00:30Z, with the tag 18, and was told that nothing is new.");
        assertThat(out.toString()).doesNotContain("abcdef0123456789").doesNotContain("secret");
    }

    @Test
    void aPassThatIsNotThereIsOneLine() {
        fill();
        assertThat(trace("C-2")).isEqualTo(1);
        assertThat(err.toString()).contains("has no pass C-2 of the type pass.com.example.card");
    }

    @Test
    void aStoreThatIsNotThereIsNotMade() {
        assertThat(trace("C-1")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no store ");
        assertThat(directory.resolve("store.db")).doesNotExist();
    }
}

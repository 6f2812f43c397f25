package io.serialpass.service;

import io.serialpass.event.EventType;
import io.serialpass.event.RegistrationEvent;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.AdoptionTally.Count;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The unit of work that adopts a batch of rows. For one thread. */
final class AdoptionWork {

    private static final int FEWEST_OF_APPLE = 16;

    private final WriteTransaction tx;
    private final AdoptionBatch batch;
    private final Instant now;
    private final AdoptionTimes times;
    private final Instant timeOfTags;
    private final AdoptionTally tally = new AdoptionTally();
    private final Map<PassTypeIdentifier, Organization> owners = new HashMap<>();
    private final Map<PassId, Pass> passes = new HashMap<>();
    private final List<Pass> created = new ArrayList<>();
    private final List<Pass> changed = new ArrayList<>();

    AdoptionWork(WriteTransaction tx, AdoptionBatch batch, Instant now) {
        this.tx = tx;
        this.batch = batch;
        this.now = now;
        this.times = new AdoptionTimes(now);
        this.timeOfTags = times.ofTags(batch.rows());
    }

    /** Runs the adoption, and counts the outcomes. */
    AdoptionTally run() {
        tally.add(batch.remarks());
        for (AdoptionRow.Issued row : batch.rows()) {
            Optional<Pass> before = Optional.ofNullable(passes.get(row.pass()))
                    .or(() -> tx.passes().find(row.pass()));
            Optional<String> obstacle = obstacle(row, before);
            if (obstacle.isPresent()) {
                tally.reject(row.place(), obstacle.get());
            } else {
                Pass pass = passes.computeIfAbsent(
                        row.pass(), id -> before.map(known -> again(row, known)).orElseGet(() -> added(row)));
                row.registration().ifPresent(registration -> register(row, pass, registration));
            }
        }
        PassVersions.created(tx, created, now);
        PassVersions.adoptedAgain(tx, changed, now);
        return tally;
    }

    /** Why a row cannot be adopted. */
    private Optional<String> obstacle(AdoptionRow.Issued row, Optional<Pass> before) {
        PassTypeIdentifier type = row.pass().passTypeIdentifier();
        Organization owner =
                owners.computeIfAbsent(type, wanted -> Events.claim(tx, wanted, batch.organization(), now));
        if (!owner.equals(batch.organization())) {
            return Optional.of("The pass type " + type.value() + " belongs to another organization.");
        }
        if (before.isPresent()) {
            return before.get().authenticationToken().matches(row.token())
                    ? Optional.empty()
                    : Optional.of("The pass " + row.pass() + " is here with another token, which it keeps.");
        }
        return Optional.ofNullable(batch.refused().get(row.pass()));
    }

    private Pass added(AdoptionRow.Issued row) {
        UpdateTag tag = tag(row.pass());
        NewPass wanted = new NewPass(row.pass(), batch.organization(), row.token(), Optional.empty(), row.details());
        Pass pass = tx.passes()
                .insert(wanted, tag, times.dateCreated(row))
                .map(inserted -> versioned(row, inserted, tag))
                .orElseThrow();
        created.add(pass);
        count(row, Count.PASSES);
        remark(row);
        return pass;
    }

    private Pass versioned(AdoptionRow.Issued row, Pass pass, UpdateTag tag) {
        Instant lastUpdated = times.lastUpdated(row);
        Optional<AdoptedPackage> content = Optional.ofNullable(batch.contents().get(row.pass()));
        if (content.isPresent()) {
            tally.count(Count.PACKAGES);
            return PassVersions.adopted(tx, pass, content.get(), tag, lastUpdated);
        }
        if (pass.source() == PackageSource.MADE) {
            return PassVersions.added(tx, pass, now);
        }
        Pass dated = pass.with(pass.details(), lastUpdated);
        tx.passes().update(dated);
        return dated;
    }

    private void remark(AdoptionRow.Issued row) {
        String token = row.token().value();
        if (token.length() < FEWEST_OF_APPLE) {
            tally.remark(
                    row.place(),
                    "The token of the pass " + row.pass() + " has fewer than " + FEWEST_OF_APPLE
                            + " characters, the fewest that Apple allows. It is kept.");
        }
        if (token.chars().anyMatch(c -> c < ' ' || c > '~')) {
            tally.remark(
                    row.place(),
                    "The token of the pass " + row.pass()
                            + " has characters beyond ASCII. Phones may write them in a way" + " that does not match.");
        }
        if (times.isInTheFuture(row.lastUpdated())) {
            tally.remark(
                    row.place(),
                    "The last change of the pass " + row.pass()
                            + " is in the future. It counts as now. Is the time zone" + " right?");
        }
    }

    /** A pass that is here already gets what changed on the other server since, and else stays as it is. */
    private Pass again(AdoptionRow.Issued row, Pass pass) {
        Optional<AdoptedPackage> content = Optional.ofNullable(batch.contents().get(row.pass()));
        Optional<Instant> later = times.later(row, pass);
        if (pass.source() == PackageSource.MADE || (later.isEmpty() && content.isEmpty())) {
            count(row, Count.SAME_PASSES);
            return pass;
        }
        if (pass.source() == PackageSource.UPLOADED && content.isEmpty()) {
            count(row, Count.SAME_PASSES);
            tally.remark(
                    row.place(),
                    "The pass " + row.pass()
                            + " has changed on the other server since it was adopted, and its new package"
                            + " is not at hand. It stays as it is.");
            return pass;
        }
        count(row, Count.CHANGED_PASSES);
        PassDetails details = pass.details()
                .withVoided(row.details().voided())
                .withExpirationDate(row.details().expirationDate());
        Pass dated = later.map(time -> pass.with(details, time)).orElse(pass);
        Pass version = content.map(found -> PassVersions.adopted(tx, dated, found, tag(row.pass()), later.orElse(now)))
                .orElse(dated);
        if (version.updateTag().equals(pass.updateTag())) {
            return PassVersions.dataChanged(tx, pass, version, now);
        }
        tally.count(Count.PACKAGES);
        changed.add(version);
        return version;
    }

    private void register(AdoptionRow.Issued row, Pass pass, AdoptionRow.Registered wanted) {
        if (tx.registrations().find(wanted.device(), pass.id()).isPresent()) {
            tally.count(Count.SAME_REGISTRATIONS);
            return;
        }
        if (batch.ended().has(wanted.device(), pass.id())) {
            tally.count(Count.ENDED_REGISTRATIONS);
            return;
        }
        UpdateTag tag = tag(pass.id());
        PushToken pushToken = wanted.pushToken().orElse(PushToken.UNKNOWN);
        tx.registrations().insert(wanted.device(), pass.id(), pushToken, tag, times.dateCreated(wanted));
        keepWhenTokenIsDead(wanted.device(), pass.id(), pushToken, tag);
        tx.events().append(new RegistrationEvent(EventType.DEVICE_REGISTERED, wanted.device(), pass.id()), now);
        tally.count(Count.REGISTRATIONS);
        if (wanted.pushToken().isEmpty()) {
            tally.remark(
                    row.place(),
                    "The device " + wanted.device().value()
                            + " has no push token. It is told nothing until it registers"
                            + " again, but it still asks by itself.");
        }
    }

    /**
     * Dates a push token as of now. Some servers never take another push token of a phone, so one that the push service calls
     * dead since an earlier time says nothing about the phone, and the registration has to stay.
     */
    private void keepWhenTokenIsDead(DeviceLibraryIdentifier device, PassId pass, PushToken pushToken, UpdateTag tag) {
        tx.registrations()
                .find(device, pass)
                .filter(registration -> registration.lastUpdated().isBefore(now))
                .ifPresent(registration -> tx.registrations().update(registration.with(pushToken, tag, now)));
    }

    /** The tag of this unit of work for a type. Whoever asks first decides how great it is, so nobody asks without this. */
    private UpdateTag tag(PassId pass) {
        return tx.passes().takeTag(pass.passTypeIdentifier(), timeOfTags);
    }

    private void count(AdoptionRow.Issued row, Count what) {
        if (batch.counted().filter(row.pass()::equals).isEmpty()) {
            tally.count(what);
        }
    }
}

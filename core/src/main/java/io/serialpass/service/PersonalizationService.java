package io.serialpass.service;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.text.Texts;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.InForce;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.UnmadePackageException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Enrols the holders of passes that ask for it: Apple's "Return a Personalized Pass". Wallet sends no token of the pass with that
 * call, so there is none to compare: whoever knows the name of a pass that waits for its holder can enrol one, and thereby learns
 * that it is there. An issuer who ships such passes gives them serial numbers that nobody guesses. Of all other passes neither the
 * answer nor the reading tells whether they exist.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PersonalizationService {

    private final Storage storage;
    private final Clock clock;
    private final PassPackager packager;

    /**
     * Makes a service over a store.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of all times
     * @param packager signs the tokens of devices
     */
    public PersonalizationService(Storage storage, Clock clock, PassPackager packager) {
        this.storage = storage;
        this.clock = clock;
        this.packager = packager;
    }

    /**
     * Takes what the holder of a pass told to enrol, as fields of the pass: Apple's "Return a Personalized Pass". The next
     * version of the pass does not ask any more. The same told again has the same answer, since an answer can get lost.
     *
     * @param id the pass
     * @param token the token to sign, as the device sent it
     * @param told the data that the holder gave
     * @return the outcome
     * @throws UnmadePackageException if there is no certificate to sign with; nothing changed
     * @throws IllegalArgumentException if the pass cannot have so much data; nothing changed
     */
    public PersonalizeOutcome personalize(PassId id, String token, PassFields told) {
        Optional<Asked> asked =
                storage.read(view -> personalized(view, id, told).map(details -> Asked.of(view, id)));
        if (asked.isEmpty()) {
            return new PersonalizeOutcome.NothingAsked();
        }
        List<List<String>> missing = packager.requiredOfHolder(asked.get().form()).stream()
                .filter(names -> names.stream().noneMatch(name -> isTold(told, name)))
                .toList();
        if (!missing.isEmpty()) {
            return new PersonalizeOutcome.Incomplete(missing);
        }
        byte[] signature = packager.sign(
                id.passTypeIdentifier(), asked.get().inForce().signer(), token.getBytes(StandardCharsets.UTF_8));
        return PassExamination.before(
                storage,
                packager,
                view -> changed(view, id, told),
                examination -> storage.write(tx -> take(tx, id, told, examination, signature)));
    }

    /**
     * The facts of a type that asks.
     *
     * @param form its personalization.json
     * @param inForce the certificate that signs
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never changed
    private record Asked(byte[] form, InForce inForce) {

        static Asked of(ReadView view, PassId id) {
            PassTypeIdentifier type = id.passTypeIdentifier();
            return new Asked(
                    view.passTypes().file(type, PassFileName.PERSONALIZATION).orElseThrow(),
                    Packages.inForce(view, type));
        }
    }

    private static boolean isTold(PassFields told, String name) {
        FieldValue value = told.values().get(name);
        return value != null
                && value.match(text -> !Texts.strip(text.value()).isEmpty(), decimal -> true, bool -> true);
    }

    /** Reads the parts that the package of a pass will be made of once its holder gave the data. */
    private static List<PassContent> changed(ReadView view, PassId id, PassFields told) {
        return personalized(view, id, told)
                .flatMap(details -> view.passes().find(id).map(pass -> pass.with(details, pass.lastUpdated())))
                .flatMap(new PassContents(view)::of)
                .stream()
                .toList();
    }

    private PersonalizeOutcome take(
            WriteTransaction tx, PassId id, PassFields told, PassExamination examination, byte[] signature) {
        Optional<PassDetails> details = personalized(tx, id, told);
        if (details.isEmpty()) {
            return new PersonalizeOutcome.NothingAsked();
        }
        Pass pass = tx.passes().find(id).orElseThrow();
        if (!details.get().equals(pass.details())) {
            Instant now = Moments.now(clock);
            Pass changed = pass.with(details.get(), now);
            List<Finding> refused = examination.refused(new PassContents(tx), pass, changed);
            if (!refused.isEmpty()) {
                return new PersonalizeOutcome.Refused(refused);
            }
            PassVersions.personalized(tx, changed, now);
        }
        return new PersonalizeOutcome.Personalized(signature);
    }

    /** The details of a pass once its holder has told; empty if it is not to be told. */
    private static Optional<PassDetails> personalized(ReadView view, PassId id, PassFields told) {
        // The type first: where it asks for nothing, no pass of it is read, so that the time does not tell which passes
        // there are.
        if (view.passTypes()
                .fileLength(id.passTypeIdentifier(), PassFileName.PERSONALIZATION)
                .isEmpty()) {
            return Optional.empty();
        }
        return view.passes()
                .find(id)
                .filter(pass -> pass.source() == PackageSource.MADE)
                .map(pass -> new Told(
                        pass.details(),
                        pass.details().personalizedWith(pass.details().fields().with(told))))
                .filter(change ->
                        !change.before().personalized() || change.before().equals(change.after()))
                .map(Told::after);
    }

    private record Told(PassDetails before, PassDetails after) {}
}

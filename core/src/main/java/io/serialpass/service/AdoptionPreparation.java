package io.serialpass.service;

import io.serialpass.organization.Organization;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the facts about rows that an adoption needs before it writes them. Packages are read and examined here and not in the
 * unit of work, since every other writer waits for a unit of work. Safe for use by many threads.
 */
final class AdoptionPreparation {

    /** The packages of one unit of work have this many bytes, and those of one package more at most. */
    private static final long MOST_BYTES = 16L << 20;

    private final Storage storage;
    private final Clock clock;
    private final PassPackager packager;
    private final PackageCheck check;
    private final AdoptedPackages packages;

    AdoptionPreparation(
            Storage storage, Clock clock, PassPackager packager, PackageCheck check, AdoptedPackages packages) {
        this.storage = storage;
        this.clock = clock;
        this.packager = packager;
        this.check = check;
        this.packages = packages;
    }

    /** The state that a run carries from one batch to the next. For one thread. */
    static final class State {
        private final Organization organization;
        private Optional<PassId> lastPass = Optional.empty();
        private Optional<AuthenticationToken> lastToken = Optional.empty();
        private Optional<EndedRegistrations> ended = Optional.empty();
        private boolean isSharingTold;

        State(Organization organization) {
            this.organization = organization;
        }
    }

    /**
     * The passes and registrations of some rows that this store has already.
     *
     * @param passes the passes
     * @param isRegistrationMissing whether a pass that is here lacks a registration of the rows
     */
    private record Known(Map<PassId, Pass> passes, boolean isRegistrationMissing) {

        static Known read(ReadView view, List<AdoptionRow.Issued> rows) {
            Map<PassId, Pass> passes = new HashMap<>();
            boolean isMissing = false;
            for (AdoptionRow.Issued row : rows) {
                Optional<Pass> pass = Optional.ofNullable(passes.get(row.pass()))
                        .or(() -> view.passes().find(row.pass()));
                pass.ifPresent(known -> passes.put(row.pass(), known));
                isMissing |= pass.isPresent()
                        && row.registration()
                                .filter(wanted -> view.registrations()
                                        .find(wanted.device(), row.pass())
                                        .isEmpty())
                                .isPresent();
            }
            return new Known(passes, isMissing);
        }
    }

    /** Prepares the first of some rows: as many as one unit of work takes, one at least. */
    AdoptionBatch prepare(List<AdoptionRow.Issued> rows, State state) {
        Known known = storage.read(view -> Known.read(view, rows));
        Optional<PassId> counted = state.lastPass;
        Map<PassId, AdoptedPackage> contents = new HashMap<>();
        Map<PassId, AdoptionRow.Issued> first = new LinkedHashMap<>();
        List<AdoptionRow.Issued> taken = new ArrayList<>();
        AdoptionTally remarks = new AdoptionTally();
        long bytes = 0;
        for (AdoptionRow.Issued row : rows) {
            if (bytes >= MOST_BYTES) {
                break;
            }
            taken.add(row);
            remarkOnSharing(row, state, remarks);
            if (first.putIfAbsent(row.pass(), row) == null
                    && wantsPackage(row, Optional.ofNullable(known.passes().get(row.pass())))) {
                Optional<AdoptedPackage> content = content(row, remarks);
                bytes += content.map(found -> found.pkpass().length).orElse(0);
                content.ifPresent(found -> contents.put(row.pass(), found));
            }
        }
        first.keySet().removeAll(known.passes().keySet());
        first.keySet().removeAll(contents.keySet());
        return new AdoptionBatch(
                state.organization,
                taken,
                contents,
                refused(state.organization, List.copyOf(first.values())),
                known.isRegistrationMissing() ? ended(state) : EndedRegistrations.NONE,
                counted,
                remarks);
    }

    private EndedRegistrations ended(State state) {
        EndedRegistrations ended = state.ended.orElseGet(() -> EndedRegistrations.read(storage, state.organization));
        state.ended = Optional.of(ended);
        return ended;
    }

    private static void remarkOnSharing(AdoptionRow.Issued row, State state, AdoptionTally remarks) {
        boolean isSame = state.lastPass.filter(row.pass()::equals).isPresent();
        boolean isShared =
                !isSame && state.lastToken.filter(row.token()::equals).isPresent();
        if (isShared && !state.isSharingTold) {
            state.isSharingTold = true;
            remarks.remark(
                    row.place(),
                    "The pass " + row.pass()
                            + " has the same token as the one before it. Whoever holds one of the passes"
                            + " that share a token can fetch each other one, if he knows its serial number. Further"
                            + " passes are not named here.");
        }
        state.lastPass = Optional.of(row.pass());
        state.lastToken = Optional.of(row.token());
    }

    private boolean wantsPackage(AdoptionRow.Issued row, Optional<Pass> known) {
        return known.isEmpty()
                || known.filter(pass -> pass.source() == PackageSource.NONE).isPresent()
                || known.filter(pass -> pass.source() == PackageSource.UPLOADED)
                        .flatMap(pass -> new AdoptionTimes(Moments.now(clock)).later(row, pass))
                        .isPresent();
    }

    private Optional<AdoptedPackage> content(AdoptionRow.Issued row, AdoptionTally remarks) {
        AdoptedPackages.Found found = packages.find(row);
        found.remark().ifPresent(text -> remarks.remark(row.place(), text));
        List<String> problems =
                found.pkpass().map(pkpass -> check.problems(pkpass, row.pass())).orElse(List.of());
        if (!problems.isEmpty()) {
            remarks.remark(
                    row.place(),
                    "The package of the pass " + row.pass() + " did not come along: " + String.join(" ", problems));
            return Optional.empty();
        }
        return found.pkpass().map(AdoptedPackage::of);
    }

    /** Where a type makes packages here, looks for what speaks against those of passes that come without one. */
    private Map<PassId, String> refused(Organization organization, List<AdoptionRow.Issued> rows) {
        List<PassContent> made = storage.read(view -> {
            PassContents contents = new PassContents(view);
            return rows.stream()
                    .map(row -> new NewPass(row.pass(), organization, row.token(), Optional.empty(), row.details()))
                    .flatMap(wanted -> contents.of(wanted).stream())
                    .toList();
        });
        Map<PassId, String> refused = new HashMap<>();
        for (PassContent content : made) {
            String findings = packager.examine(content).stream()
                    .filter(Finding::isError)
                    .map(Finding::toString)
                    .collect(Collectors.joining(" "));
            if (!findings.isEmpty()) {
                PassId pass = content.pass().id();
                refused.put(pass, "The package of the pass " + pass + " cannot be made here: " + findings);
            }
        }
        return refused;
    }
}

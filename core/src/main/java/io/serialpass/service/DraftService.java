package io.serialpass.service;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.PageRequest;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.UpdateTag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Tells what a pass would be after a change, and changes nothing: to look at what somebody is about to save. Safe for use by many
 * threads.
 *
 * @since 0.1
 */
public final class DraftService {

    /** No content of a type has it. */
    private static final UpdateTag NO_REVISION = new UpdateTag(0);

    private static final String SAMPLE = "0123456789abcdef";

    /** So many of the newest passes are looked at for one whose package is made here. */
    private static final int MOST_LOOKED_AT = 10;

    private final Storage storage;
    private final Clock clock;
    private final PassPackager packager;

    /**
     * Makes a service over a store.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of the times of a pass that is none yet
     * @param packager makes the files
     */
    public DraftService(Storage storage, Clock clock, PassPackager packager) {
        this.storage = storage;
        this.clock = clock;
        this.packager = packager;
    }

    /**
     * Tells what a pass would be with other details.
     *
     * @param organization the issuer
     * @param id the pass
     * @param change makes the details of those that it has
     * @param room is asked for memory before the files of the type are read
     * @return the pass as it would be; empty if there is no such pass, or its package is not made here
     * @throws IllegalArgumentException if a pass cannot have such details; the text is the end of a sentence about the fields
     * @throws io.serialpass.wallet.UnmadePackageException if its template is none
     */
    public Optional<DraftPass> ofPass(
            Organization organization, PassId id, UnaryOperator<PassDetails> change, PackageRoom room) {
        return storage.read(view -> view.passes()
                        .find(id)
                        .filter(pass -> pass.organization().equals(organization))
                        .filter(pass -> pass.source() == PackageSource.MADE)
                        .map(pass -> Packages.content(
                                view, pass.with(change.apply(pass.details()), pass.lastUpdated()), room)))
                .map(content ->
                        new DraftPass(new PackageFiles.Made(packager.files(content)), packager.examine(content)));
    }

    /**
     * Tells what another template would make of the newest pass of a type.
     *
     * @param organization the owner of the type
     * @param type the type
     * @param template the template, in the bytes in which it would be kept
     * @param sample the details of the pass that is looked at where the type has no pass yet
     * @param room is asked for memory before the files of the type are read
     * @return the pass as it would be; empty if the organization has no such type
     * @throws io.serialpass.wallet.UnmadePackageException if the template is none
     */
    public Optional<DraftPass> ofTemplate(
            Organization organization, PassTypeIdentifier type, byte[] template, PassDetails sample, PackageRoom room) {
        return storage.read(view -> view.passTypes()
                        .find(type)
                        .filter(found -> found.organization().equals(organization))
                        .map(found -> {
                            Optional<Pass> newest = newest(view, organization, type);
                            room.take(view.passTypes().contentLength(type));
                            PassTypeContent content =
                                    with(view.passTypes().content(type).orElseThrow(), template);
                            Pass pass = newest.orElseGet(() -> made(organization, type, sample));
                            return new Draft(
                                    Packages.content(view, pass, content, Packages.inForce(view, type)),
                                    newest.isPresent());
                        }))
                .map(this::looked);
    }

    /** A pass of a type with a template that nobody has stored, and whether it is a real one. */
    private record Draft(PassContent content, boolean isReal) {}

    private DraftPass looked(Draft draft) {
        List<Finding> findings = new ArrayList<>(
                PassTypeService.findings(packager, draft.content().type()));
        if (draft.isReal()) {
            packager.examine(draft.content()).stream()
                    .filter(Finding::isError)
                    .filter(error -> !findings.contains(error))
                    .forEach(findings::add);
        }
        return new DraftPass(new PackageFiles.Made(packager.files(draft.content())), findings);
    }

    private static PassTypeContent with(PassTypeContent before, byte[] template) {
        SortedMap<PassFileName, byte[]> files = new TreeMap<>(before.files());
        files.put(PassFileName.TEMPLATE, template);
        return new PassTypeContent(before.type(), before.organization(), NO_REVISION, files);
    }

    private static Optional<Pass> newest(ReadView view, Organization organization, PassTypeIdentifier type) {
        return view
                .passes()
                .list(PassQuery.newest(organization, type, PageRequest.first(MOST_LOOKED_AT)))
                .rows()
                .stream()
                .filter(pass -> pass.id().passTypeIdentifier().equals(type))
                .filter(pass -> pass.source() != PackageSource.UPLOADED)
                .findFirst();
    }

    private Pass made(Organization organization, PassTypeIdentifier type, PassDetails details) {
        Instant now = Moments.now(clock);
        return new Pass(
                0,
                new PassId(type, new PassSerialNumber(SAMPLE)),
                organization,
                AuthenticationToken.chosen(SAMPLE),
                Optional.empty(),
                details,
                PackageSource.MADE,
                NO_REVISION,
                Optional.of(now),
                now,
                now);
    }
}

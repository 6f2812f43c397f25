package io.serialpass.service;

import io.serialpass.event.EventType;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassSort;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.PassTypeQuery;
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
 * Keeps pass types: the templates and files of which the packages of passes are made. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PassTypeService {

    /** So many of the newest passes of a type are looked at. */
    private static final int PASSES_LOOKED_AT = 10;

    /** The copies of its files that a type takes while it is changed: as they were examined, as they are, and as they will be. */
    private static final int COPIES_WHILE_CHANGED = 3;

    private static final UpdateTag NO_REVISION = new UpdateTag(0);

    private final Storage storage;
    private final Clock clock;
    private final PassPackager packager;

    /**
     * Makes a service over a store.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of all times
     * @param packager makes the packages, and knows what is wrong with a template
     */
    public PassTypeService(Storage storage, Clock clock, PassPackager packager) {
        this.storage = storage;
        this.clock = clock;
        this.packager = packager;
    }

    /**
     * A pass type with its template and files.
     *
     * @param type the type
     * @param content its template and files
     * @since 0.1
     */
    public record Detailed(PassType type, PassTypeContent content) {}

    /**
     * Finds a type of an organization.
     *
     * @param organization the owner
     * @param identifier its identifier
     * @return the type; empty if the organization has none such
     */
    public Optional<Detailed> find(Organization organization, PassTypeIdentifier identifier) {
        return find(organization, identifier, PackageRoom.unlimited());
    }

    /**
     * Finds a type of an organization, where there is room for its files.
     *
     * @param organization the owner
     * @param identifier its identifier
     * @param room is asked for memory before the files are read
     * @return the type; empty if the organization has none such
     */
    public Optional<Detailed> find(Organization organization, PassTypeIdentifier identifier, PackageRoom room) {
        return storage.read(view -> owned(view, organization, identifier).map(type -> {
            room.take(view.passTypes().contentLength(identifier));
            return new Detailed(type, view.passTypes().content(identifier).orElseThrow());
        }));
    }

    private static Optional<PassType> owned(ReadView view, Organization organization, PassTypeIdentifier identifier) {
        return view.passTypes()
                .find(identifier)
                .filter(type -> type.organization().equals(organization));
    }

    /**
     * Lists types.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    public Page<PassType> list(PassTypeQuery query) {
        return storage.read(view -> view.passTypes().list(query));
    }

    /**
     * Gives a file of a type, where there is room for it.
     *
     * @param organization the owner
     * @param identifier the type
     * @param name the file's name
     * @param room is asked for memory before the file is read
     * @return the bytes; empty if there is none such
     */
    public Optional<byte[]> file(
            Organization organization, PassTypeIdentifier identifier, PassFileName name, PackageRoom room) {
        return storage.read(view -> owned(view, organization, identifier).flatMap(type -> {
            view.passTypes().fileLength(identifier, name).ifPresent(room::take);
            return view.passTypes().file(identifier, name);
        }));
    }

    /**
     * Looks at the template, the files and the certificate of a type.
     *
     * @param organization the owner
     * @param identifier the type
     * @return the findings; an empty list if nothing is wrong; empty if the organization has no such type
     */
    public Optional<List<Finding>> examine(Organization organization, PassTypeIdentifier identifier) {
        return examine(organization, identifier, PackageRoom.unlimited());
    }

    /**
     * Looks at the template, the files and the certificate of a type, where there is room for the files.
     *
     * @param organization the owner
     * @param identifier the type
     * @param room is asked for memory before the files are read
     * @return the findings; an empty list if nothing is wrong; empty if the organization has no such type
     */
    public Optional<List<Finding>> examine(Organization organization, PassTypeIdentifier identifier, PackageRoom room) {
        return find(organization, identifier, room).map(this::examine);
    }

    /**
     * Looks at the template, the files and the certificate of a type that was read.
     *
     * @param found the type
     * @return the findings; an empty list if nothing is wrong
     */
    public List<Finding> examine(Detailed found) {
        List<Finding> findings = new ArrayList<>(findings(packager, found.content()));
        findings.addAll(
                findingsOfPasses(found.type().organization(), found.type().identifier()));
        return findings;
    }

    /**
     * Examines existing passes with a template that is good by itself. It takes the newest passes, since they are most like the
     * next ones.
     */
    private List<Finding> findingsOfPasses(Organization organization, PassTypeIdentifier identifier) {
        PassQuery newest = PassQuery.builder(organization)
                .passTypeIdentifier(Wildcard.of(identifier.value()))
                .sort(PassSort.DATE_CREATED, SortOrder.DESC)
                .page(PageRequest.first(PASSES_LOOKED_AT).withoutTotal())
                .build();
        List<PassContent> passes = storage.read(view -> {
            PassContents contents = new PassContents(view);
            return view.passes().list(newest).rows().stream()
                    .filter(pass -> pass.id().passTypeIdentifier().equals(identifier))
                    .flatMap(pass -> contents.of(pass).stream())
                    .toList();
        });
        List<Finding> findings = new ArrayList<>();
        for (PassContent content : passes) {
            packager.examine(content).stream()
                    .filter(Finding::isError)
                    .findFirst()
                    .ifPresent(error -> findings.add(Finding.warning(
                            "pass " + content.pass().id().serialNumber().value(),
                            "This pass would be refused. The first reason: " + error.where() + ": " + error.what(),
                            error.remedy())));
        }
        return findings;
    }

    static List<Finding> findings(PassPackager packager, PassTypeContent content) {
        List<Finding> findings = new ArrayList<>(packager.examine(content));
        findings.addAll(packager.examineSigner(content));
        return findings;
    }

    /**
     * Adds a type.
     *
     * @param organization the owner
     * @param identifier its identifier
     * @param files its template and files, as far as they are there yet
     * @return the outcome
     */
    public PassTypeChangeOutcome create(
            Organization organization, PassTypeIdentifier identifier, SortedMap<PassFileName, byte[]> files) {
        PassTypeChange change = PassTypeChange.of(packager, empty(organization, identifier), none -> files);
        if (!change.refused().isEmpty()) {
            // Files that no type could have are told first, whether the type is there or not.
            return new PassTypeChangeOutcome.Refused(change.refused());
        }
        return storage.write(tx -> {
            Optional<PassType> before = tx.passTypes().find(identifier);
            if (before.isPresent()) {
                return before.get().organization().equals(organization)
                        ? new PassTypeChangeOutcome.NotUnique()
                        : new PassTypeChangeOutcome.TypeOfAnother();
            }
            Instant now = Moments.now(clock);
            tx.passTypes().claim(identifier, organization, now);
            return make(tx, EventType.PASS_TYPE_CREATED, change, now);
        });
    }

    /**
     * Changes the template and the files of a type, all or nothing. All its passes whose packages are made here have a new
     * version thereby, under one update tag; none is made before a phone asks for it.
     *
     * @param organization the owner
     * @param identifier the type
     * @param change is given a copy of the files that the type has, and makes of it those that it is to have; called more than
     *     once
     * @param room is asked for memory before the files that the type has, and those that it has thereafter, are read
     * @return the outcome
     */
    public PassTypeChangeOutcome update(
            Organization organization,
            PassTypeIdentifier identifier,
            UnaryOperator<SortedMap<PassFileName, byte[]>> change,
            PackageRoom room) {
        Optional<PassTypeChange> examined = storage.read(view -> owned(view, organization, identifier)
                        .flatMap(type -> {
                            room.take(COPIES_WHILE_CHANGED * view.passTypes().contentLength(identifier));
                            return view.passTypes().content(identifier);
                        }))
                .map(before -> PassTypeChange.of(packager, before, change));
        if (examined.isEmpty()) {
            // A change that no type could have is told first, as it is where the type is there.
            PassTypeChange ofNew = PassTypeChange.of(packager, empty(organization, identifier), change);
            return ofNew.refused().isEmpty()
                    ? new PassTypeChangeOutcome.NotFound()
                    : new PassTypeChangeOutcome.Refused(ofNew.refused());
        }
        return storage.write(tx -> owned(tx, organization, identifier)
                .flatMap(type -> tx.passTypes().content(identifier))
                .map(before -> make(
                        tx,
                        EventType.PASS_TYPE_CHANGED,
                        examined.get().isOf(before) ? examined.get() : PassTypeChange.of(packager, before, change),
                        Moments.now(clock)))
                .orElseGet(PassTypeChangeOutcome.NotFound::new));
    }

    private static PassTypeContent empty(Organization organization, PassTypeIdentifier identifier) {
        return new PassTypeContent(identifier, organization, NO_REVISION, new TreeMap<>());
    }

    private PassTypeChangeOutcome make(WriteTransaction tx, EventType type, PassTypeChange change, Instant now) {
        if (!change.refused().isEmpty()) {
            tx.setRollbackOnly();
            return new PassTypeChangeOutcome.Refused(change.refused());
        }
        PassTypeIdentifier identifier = change.before().type();
        List<PassFileName> changed = change.store(tx, now);
        if (type == EventType.PASS_TYPE_CREATED || !changed.isEmpty()) {
            Events.ofPassType(tx, type, change.before().organization(), identifier, changed, now);
        }
        if (!changed.isEmpty() && change.files().containsKey(PassFileName.TEMPLATE)) {
            // Where none is in force yet, whoever completes the files brings the certificate too, if there is one.
            // Before that no
            // package can be made, so that phones are told of none.
            if (tx.passTypes().find(identifier).flatMap(PassType::signer).isEmpty() && change.isComplete()) {
                tx.passTypes().putSigner(identifier, packager.signer(identifier), now);
            }
            PassVersions.contentChanged(tx, identifier, now);
        }
        return new PassTypeChangeOutcome.Changed(new Detailed(
                tx.passTypes().find(identifier).orElseThrow(),
                tx.passTypes().content(identifier).orElseThrow()));
    }

    /**
     * The outcome of deleting a type.
     *
     * @since 0.1
     */
    public enum DeleteOutcome {
        /** It is gone. */
        DELETED,
        /** The organization has no such type. */
        NOT_FOUND,
        /** It has passes; nothing changed. */
        HAS_PASSES
    }

    /**
     * Deletes a type that has no passes.
     *
     * @param organization the owner
     * @param identifier the type
     * @return the outcome
     */
    public DeleteOutcome delete(Organization organization, PassTypeIdentifier identifier) {
        return storage.write(tx -> {
            Optional<PassType> found = owned(tx, organization, identifier);
            if (found.isEmpty()) {
                return DeleteOutcome.NOT_FOUND;
            }
            if (found.get().passes() > 0) {
                return DeleteOutcome.HAS_PASSES;
            }
            tx.passTypes().delete(identifier);
            Instant now = Moments.now(clock);
            Events.ofPassType(tx, EventType.PASS_TYPE_DELETED, organization, identifier, List.of(), now);
            return DeleteOutcome.DELETED;
        });
    }
}

package io.serialpass.service;

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
import io.serialpass.wallet.Finding.Severity;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassSort;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.PassTypeQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Keeps pass types: the templates and files of which the packages of passes are made. Safe for use by many threads. */
public final class PassTypeService {

    /** So many of the newest passes of a type are looked at. */
    private static final int PASSES_LOOKED_AT = 10;

    private final Storage storage;
    private final Clock clock;
    private final PassPackager packager;

    /**
     * Makes a service over a store.
     *
     * @param storage the store, which stays the caller's to close
     * @param clock the source of all times
     * @param packager makes the packages, and knows what is wrong with a template
     */
    public PassTypeService(Storage storage, Clock clock, PassPackager packager) {
        this.storage = storage;
        this.clock = clock;
        this.packager = packager;
    }

    /**
     * A type and what it is made of.
     *
     * @param type the type
     * @param content its template and files
     */
    public record Detailed(PassType type, PassTypeContent content) {}

    /**
     * Finds a type of an organization.
     *
     * @param organization the owner
     * @param identifier its identifier
     * @return the type; empty where the organization has none such
     */
    public Optional<Detailed> find(Organization organization, PassTypeIdentifier identifier) {
        return find(organization, identifier, PackageRoom.unlimited());
    }

    /**
     * Finds a type of an organization, where there is room for its files.
     *
     * @param organization the owner
     * @param identifier its identifier
     * @param room is asked before the files are read
     * @return the type; empty where the organization has none such
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
     * @param room is asked before the file is read
     * @return the bytes; empty where there is none such
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
     * @return what is wrong, nothing where nothing is; empty where the organization has no such type
     */
    public Optional<List<Finding>> examine(Organization organization, PassTypeIdentifier identifier) {
        return examine(organization, identifier, PackageRoom.unlimited());
    }

    /**
     * Looks at the template, the files and the certificate of a type, where there is room for the files.
     *
     * @param organization the owner
     * @param identifier the type
     * @param room is asked before the files are read
     * @return what is wrong, nothing where nothing is; empty where the organization has no such type
     */
    public Optional<List<Finding>> examine(Organization organization, PassTypeIdentifier identifier, PackageRoom room) {
        return find(organization, identifier, room).map(this::examine);
    }

    /**
     * Looks at the template, the files and the certificate of a type that was read.
     *
     * @param found the type
     * @return what is wrong; nothing where nothing is
     */
    public List<Finding> examine(Detailed found) {
        List<Finding> findings = new ArrayList<>(findings(packager, found.content()));
        findings.addAll(
                findingsOfPasses(found.type().organization(), found.type().identifier()));
        return findings;
    }

    /** What a template that is good by itself makes of passes that are there: the newest tell most. */
    private List<Finding> findingsOfPasses(Organization organization, PassTypeIdentifier identifier) {
        PassQuery newest = PassQuery.builder(organization)
                .passTypeIdentifier(Wildcard.of(identifier.value()))
                .sort(PassSort.DATE_CREATED, SortOrder.DESC)
                .page(PageRequest.first(PASSES_LOOKED_AT).withoutTotal())
                .build();
        List<PassContent> passes = storage.read(view -> view.passes().list(newest).rows().stream()
                .filter(pass ->
                        pass.id().passTypeIdentifier().equals(identifier) && pass.source() == PackageSource.MADE)
                .map(pass -> Packages.withoutFiles(view, pass))
                .toList());
        List<Finding> findings = new ArrayList<>();
        for (PassContent content : passes) {
            packager.examine(content).stream()
                    .filter(Finding::isError)
                    .findFirst()
                    .ifPresent(error -> findings.add(Finding.warning(
                            "pass " + content.pass().id().serialNumber().value(),
                            "This pass would be refused, for one: " + error.where() + ": " + error.what(),
                            error.remedy())));
        }
        return findings;
    }

    static List<Finding> findings(PassPackager packager, PassTypeContent content) {
        List<Finding> findings = new ArrayList<>(packager.examine(content));
        findings.addAll(packager.examineSigner(content));
        return findings;
    }

    /** What came of a change. */
    public sealed interface ChangeOutcome {
        /**
         * It is as asked for; where that is what it was, nothing changed.
         *
         * @param type the type and its content as they are now
         */
        record Changed(Detailed type) implements ChangeOutcome {}

        /** The organization has no such type. */
        record NotFound() implements ChangeOutcome {}

        /** The organization has the type already; nothing changed. */
        record NotUnique() implements ChangeOutcome {}

        /** Another organization used the type first; nothing changed. */
        record TypeOfAnother() implements ChangeOutcome {}

        /**
         * Wallet would refuse such passes; nothing changed.
         *
         * @param findings why
         */
        record Refused(List<Finding> findings) implements ChangeOutcome {}
    }

    /**
     * Adds a type.
     *
     * @param organization the owner
     * @param identifier its identifier
     * @param files its template and files, as far as they are there yet
     * @return what came of it
     */
    public ChangeOutcome create(
            Organization organization, PassTypeIdentifier identifier, SortedMap<PassFileName, byte[]> files) {
        return storage.write(tx -> {
            Optional<PassType> before = tx.passTypes().find(identifier);
            if (before.isPresent()) {
                return before.get().organization().equals(organization)
                        ? new ChangeOutcome.NotUnique()
                        : new ChangeOutcome.TypeOfAnother();
            }
            Instant now = Moments.now(clock);
            tx.passTypes().claim(identifier, organization, now);
            return change(tx, identifier, now, none -> files);
        });
    }

    /**
     * Changes the template and the files of a type, all or nothing. All its passes whose packages are made here have a new
     * version thereby, under one update tag; none is made before a phone asks for it.
     *
     * @param organization the owner
     * @param identifier the type
     * @param change is given a copy of the files that the type has, and makes of it those that it is to have
     * @param room is asked before the files that the type has, and those that it has thereafter, are read
     * @return what came of it
     */
    public ChangeOutcome update(
            Organization organization,
            PassTypeIdentifier identifier,
            UnaryOperator<SortedMap<PassFileName, byte[]>> change,
            PackageRoom room) {
        return storage.write(tx -> owned(tx, organization, identifier)
                .map(type -> {
                    room.take(2 * tx.passTypes().contentLength(identifier));
                    return change(tx, identifier, Moments.now(clock), change);
                })
                .orElseGet(ChangeOutcome.NotFound::new));
    }

    private ChangeOutcome change(
            WriteTransaction tx,
            PassTypeIdentifier identifier,
            Instant now,
            UnaryOperator<SortedMap<PassFileName, byte[]>> change) {
        PassTypeContent before = tx.passTypes().content(identifier).orElseThrow();
        SortedMap<PassFileName, byte[]> files = change.apply(new TreeMap<>(before.files()));
        List<Finding> refused = refused(before, files);
        if (!refused.isEmpty()) {
            tx.setRollbackOnly();
            return new ChangeOutcome.Refused(refused);
        }
        boolean changed = false;
        TreeSet<PassFileName> names = new TreeSet<>(before.files().keySet());
        names.addAll(files.keySet());
        for (PassFileName name : names) {
            byte[] wanted = files.get(name);
            if (!Arrays.equals(before.files().get(name), wanted)) {
                tx.passTypes().putFile(identifier, name, Optional.ofNullable(wanted), now);
                changed = true;
            }
        }
        if (changed && files.containsKey(PassFileName.TEMPLATE)) {
            // Where none is in force yet, whoever brings the template brings the certificate too, if there is one.
            if (tx.passTypes().find(identifier).flatMap(PassType::signer).isEmpty()) {
                tx.passTypes().putSigner(identifier, packager.signer(identifier), now);
            }
            PassVersions.contentChanged(tx, identifier, now);
        }
        return new ChangeOutcome.Changed(new Detailed(
                tx.passTypes().find(identifier).orElseThrow(),
                tx.passTypes().content(identifier).orElseThrow()));
    }

    /**
     * What speaks against new files: errors, and that something is missing where nothing was. While a type is being set up,
     * its files come one by one.
     */
    private List<Finding> refused(PassTypeContent before, SortedMap<PassFileName, byte[]> files) {
        PassTypeContent after = new PassTypeContent(before.type(), before.organization(), before.revision(), files);
        if (after.template().isEmpty() && before.template().isPresent()) {
            return List.of(Finding.error(
                    "pass.json",
                    "The template cannot be taken away.",
                    "Put another one in its place, or delete the type."));
        }
        long bytes = files.values().stream().mapToLong(file -> file.length).sum();
        if (files.size() > PassTypeContent.MOST_FILES || bytes > PassTypeContent.MOST_BYTES) {
            return List.of(Finding.error(
                    "files",
                    "There are " + files.size() + " files of " + bytes + " bytes together, and a pass type has at most "
                            + PassTypeContent.MOST_FILES + " of " + (PassTypeContent.MOST_BYTES >> 20) + " MB.",
                    "Use fewer or smaller images."));
        }
        boolean mayLack =
                packager.examine(before).stream().anyMatch(finding -> finding.severity() == Severity.INCOMPLETE);
        return packager.examine(after).stream()
                .filter(finding ->
                        finding.severity() == Severity.ERROR || (finding.severity() == Severity.INCOMPLETE && !mayLack))
                .toList();
    }

    /** What came of deleting a type. */
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
     * @return what came of it
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
            return DeleteOutcome.DELETED;
        });
    }
}

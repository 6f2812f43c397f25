package io.serialpass.http.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.PassTypeChangeOutcome;
import io.serialpass.service.PassTypeService;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.TemplateKind;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.template.PassJsonFormat;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a folder of template and images to a pass type; a server may run on the store meanwhile. */
@Command(
        name = "import",
        description =
                "Gives a pass type the template and the images of a folder in the layout of Apple's .pass folders. They"
                        + " replace those of the pass type. A pass type that does not exist yet is added. A .pkpasstemplate"
                        + " of Apple's Pass Designer and a .pkpass are taken too: their values become placeholders by field key.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class PassTypeImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SOURCE",
            description = "The folder: pass.json, icon.png, de.lproj/pass.strings and so on; or NAME.pkpasstemplate, or"
                    + " NAME.pkpass. Each may be zipped.")
    private Path path;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description =
                    "Says what the values of a .pkpasstemplate or .pkpass become, by field key. If the file does not exist, it"
                            + " is written. Edit it before the next import. Default: NAME.mapping.json beside SOURCE")
    private @Nullable Path mapping;

    @Option(
            names = "--pass-type",
            paramLabel = "ID",
            description = "The pass type. Default: the passTypeIdentifier of pass.json")
    private @Nullable String passType;

    @Mixin
    private StoreOptions store;

    @Mixin
    private PackageOptions packages;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    PassTypeImportCommand() {}

    @Override
    public Integer call() {
        Clock clock = Clock.systemUTC();
        try {
            TemplateSource source = TemplateSource.of(path);
            PassTypeIdentifier identifier = identifier(source.files());
            SortedMap<PassFileName, byte[]> files =
                    source.kind() == TemplateKind.FOLDER ? source.files() : mapped(source);
            // Before the store, which is made if it is not there: a command that was called wrongly makes none.
            ApplePassPackager packager = new ApplePassPackager(packages.identities(), packages.webServiceUrl(), clock);
            try (Storage storage = Storages.open(store.storage(), StorageOptions.defaults())) {
                return put(new PassTypeService(storage, clock, packager), identifier, files);
            }
        } catch (NoSuchFileException e) {
            throw new CommandFailure(
                    "There is no " + e.getFile() + (e.getFile().equals("pass.json") ? " in " + path : "") + ".", e);
        } catch (IOException e) {
            throw new CommandFailure(path + " cannot be read: " + TransferFormats.reason(e) + ".", e);
        } catch (UnmadePackageException e) {
            throw new CommandFailure(path + " is refused. " + e.getMessage(), e);
        }
    }

    private SortedMap<PassFileName, byte[]> mapped(TemplateSource source) throws IOException {
        Path file = mapping == null ? source.mappingFile() : mapping;
        SortedMap<PassFileName, byte[]> changed = source.asTemplate(file);
        spec.commandLine()
                .getOut()
                .println("What its values become is in " + file + ". Edit that file and import again to change it.");
        return changed;
    }

    private PassTypeIdentifier identifier(SortedMap<PassFileName, byte[]> files) {
        List<Finding> findings = new ArrayList<>();
        Optional<String> name = Optional.ofNullable(passType)
                .or(() -> Optional.ofNullable(files.get(PassFileName.TEMPLATE))
                        .flatMap(json -> PassJsonFormat.read("pass.json", json, findings))
                        .map(json -> json.path("passTypeIdentifier"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue));
        if (!findings.isEmpty()) {
            throw new UnmadePackageException(findings);
        }
        try {
            return new PassTypeIdentifier(name.orElse(""));
        } catch (IllegalArgumentException e) {
            String named = name.map(text -> "'" + text + "', which is none: it " + e.getMessage())
                    .orElse("none");
            throw new CommandFailure(
                    "As pass type the pass.json of " + path + " names " + named
                            + ". Correct its passTypeIdentifier, or use --pass-type.",
                    e);
        }
    }

    private int put(PassTypeService types, PassTypeIdentifier identifier, SortedMap<PassFileName, byte[]> files) {
        PassTypeChangeOutcome created = types.create(store.organization(), identifier, files);
        PassTypeChangeOutcome outcome = created instanceof PassTypeChangeOutcome.NotUnique
                ? types.update(store.organization(), identifier, before -> files, PackageRoom.unlimited())
                : created;
        return outcome.match(
                changed -> report(types, identifier, files),
                notFound -> {
                    throw failure("The pass type " + identifier.value() + " was deleted meanwhile. Import again.");
                },
                notUnique -> {
                    throw new IllegalStateException("a type that is there was changed, not added");
                },
                typeOfAnother -> {
                    throw failure("The pass type " + identifier.value()
                            + " is another organization's. Say whose with --organization.");
                },
                refused -> {
                    throw new UnmadePackageException(refused.findings());
                });
    }

    private static CommandFailure failure(String message) {
        return new CommandFailure(message, new IllegalStateException(message));
    }

    private int report(PassTypeService types, PassTypeIdentifier identifier, SortedMap<PassFileName, byte[]> files) {
        spec.commandLine()
                .getOut()
                .println("The pass type " + identifier.value() + " has " + files.size()
                        + (files.size() == 1 ? " file" : " files") + " now.");
        for (Finding finding : types.examine(store.organization(), identifier).orElse(List.of())) {
            spec.commandLine().getOut().println(finding);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}

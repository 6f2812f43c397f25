package io.serialpass.http.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.PassTypeService;
import io.serialpass.service.PassTypeService.ChangeOutcome;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.PassFolder;
import io.serialpass.wallet.apple.template.PassJsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
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
                "Puts the template and the images of a folder, in the layout of Apple's .pass folders, to a pass type,"
                        + " in place of those that it has. The type is added where it is not there yet.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class PassTypeImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder: pass.json, icon.png, de.lproj/pass.strings and so on.")
    private Path directory;

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
            if (Files.exists(directory) && !Files.isDirectory(directory)) {
                throw new NotDirectoryException(directory.toString());
            }
            SortedMap<PassFileName, byte[]> files = PassFolder.ofDirectory(directory.toRealPath());
            PassTypeIdentifier identifier = identifier(files);
            try (Storage storage = Storages.open(store.storage(), StorageOptions.defaults())) {
                PassTypeService types = new PassTypeService(
                        storage, clock, new ApplePassPackager(packages.identities(), packages.webServiceUrl(), clock));
                return put(types, identifier, files);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    "The folder " + directory + " cannot be read: " + TransferFormats.reason(e) + ".", e);
        } catch (UnmadePackageException e) {
            throw new CommandFailure("The folder is refused. " + e.getMessage(), e);
        }
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
                    "As pass type the folder's pass.json names " + named
                            + ". Correct its passTypeIdentifier, or use --pass-type.",
                    e);
        }
    }

    private int put(PassTypeService types, PassTypeIdentifier identifier, SortedMap<PassFileName, byte[]> files) {
        ChangeOutcome outcome = types.create(store.organization(), identifier, files);
        if (outcome instanceof ChangeOutcome.NotUnique) {
            outcome = types.update(store.organization(), identifier, before -> files);
        }
        if (outcome instanceof ChangeOutcome.TypeOfAnother) {
            throw new CommandFailure(
                    "The pass type " + identifier.value()
                            + " is another organization's. Say whose with --organization.",
                    new IllegalStateException(identifier.value()));
        }
        if (outcome instanceof ChangeOutcome.Refused refused) {
            throw new UnmadePackageException(refused.findings());
        }
        spec.commandLine()
                .getOut()
                .println("The pass type " + identifier.value() + " has " + files.size() + " files now.");
        for (Finding finding : types.examine(store.organization(), identifier).orElse(List.of())) {
            spec.commandLine().getOut().println(finding);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}

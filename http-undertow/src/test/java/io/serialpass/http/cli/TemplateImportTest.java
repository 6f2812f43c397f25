package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.PassFileName;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pass-type import} of passes that are finished: packages, and templates of Pass Designer. */
class TemplateImportTest {

    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.ticket");
    private static final String PASS = """
            {"formatVersion": 1, "passTypeIdentifier": "pass.com.example.ticket", "serialNumber": "S-1",
             "teamIdentifier": "TEAM", "organizationName": "Acme", "description": "A ticket",
             "barcodes": [{"format": "PKBarcodeFormatQR", "message": "S-1", "messageEncoding": "iso-8859-1"}],
             "generic": {"primaryFields": [{"key": "seat", "value": "7B"}],
                         "backFields": [{"key": "terms", "value": "No refunds."}]}}""";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, byte[]> files = new TreeMap<>();

    @BeforeEach
    void makeFiles() throws IOException {
        ByteArrayOutputStream icon = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(38, 38, BufferedImage.TYPE_INT_RGB), "png", icon);
        put("pass.json", PASS);
        files.put("icon.png", icon.toByteArray());
        put("en.lproj/pass.strings", "\"seat\" = \"Seat\";");
        put("manifest.json", "{\"pass.json\": \"of another one\"}");
        put("signature", "not looked at");
        put("tooling.json", "{\"designerVersion\": \"1.0\"}");
    }

    private void put(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path folder(String name) throws IOException {
        Path folder = Files.createDirectory(directory.resolve(name));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return folder;
    }

    /** With entries for directories, as the zip program writes them. */
    private Path zip(String name, String top) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream bytes = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            if (!top.isEmpty()) {
                zip.putNextEntry(new ZipEntry(top));
            }
            zip.putNextEntry(new ZipEntry(top + "en.lproj/"));
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(top + entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    private int run(String... arguments) {
        return Commands.run(out, err, arguments);
    }

    private int importFrom(Path source, String... more) {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "pass-type";
        arguments[1] = "import";
        arguments[2] = source.toString();
        arguments[3] = "--storage=jdbc:sqlite:" + directory.resolve("store.db");
        System.arraycopy(more, 0, arguments, 4, more.length);
        return run(arguments);
    }

    private String stored(String name) {
        try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("store.db"))) {
            return storage.read(view -> view.passTypes().file(TYPE, new PassFileName(name)))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse("");
        }
    }

    private void assertImported(Path source, Path mapping) throws IOException {
        assertThat(importFrom(source)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("has 3 files now.", mapping.toString());
        assertThat(stored("pass.json"))
                .contains("{{fields.seat}}", "{{fields.terms}}", "{{serialNumber}}")
                .doesNotContain("S-1", "7B", "TEAM");
        assertThat(stored("en.lproj/pass.strings")).contains("Seat");
        assertThat(Files.readString(mapping)).contains("\"seat\" : \"{{fields.seat}}\"");
    }

    @Test
    void aSignedPackageBecomesATemplate() throws IOException {
        assertImported(zip("Ticket.pkpass", ""), directory.resolve("Ticket.mapping.json"));
    }

    @Test
    void aFolderIntoWhichAPackageWasUnpackedBecomesATemplate() throws IOException {
        assertImported(folder("unpacked"), directory.resolve("unpacked.mapping.json"));
    }

    /** The name of a file that came by mail says little. */
    @Test
    void aSignedPassIsOneWhateverItIsCalled() throws IOException {
        assertImported(folder("signed.pass"), directory.resolve("signed.mapping.json"));
        assertImported(zip("renamed.zip", ""), directory.resolve("renamed.mapping.json"));
        assertImported(zip("mail.zip", "Ticket.pkpass/"), directory.resolve("mail.mapping.json"));
    }

    @Test
    void aTemplateOfPassDesignerBecomesATemplate() throws IOException {
        assertImported(folder("Ticket.pkpasstemplate"), directory.resolve("Ticket.mapping.json"));
    }

    @Test
    void aZippedTemplateOfPassDesignerBecomesATemplate() throws IOException {
        assertImported(
                zip("Ticket.pkpasstemplate.zip", "Ticket.pkpasstemplate/"), directory.resolve("Ticket.mapping.json"));
    }

    @Test
    void aZippedFolderIsTakenAsItIs() throws IOException {
        put("pass.json", PASS.replace("7B", "{{fields.row}}"));
        assertThat(importFrom(zip("Ticket.zip", "Ticket.pass/")))
                .as(err.toString())
                .isZero();
        assertThat(stored("pass.json")).contains("{{fields.row}}", "No refunds.");
        assertThat(directory.resolve("Ticket.mapping.json")).doesNotExist();
    }

    @Test
    void theMappingThatWasEditedCountsTheNextTime() throws IOException {
        Path source = zip("Ticket.pkpass", "");
        assertThat(importFrom(source)).isZero();
        Path mapping = directory.resolve("Ticket.mapping.json");
        String edited = Files.readString(mapping).replace("\"{{fields.terms}}\"", "null");
        Files.writeString(mapping, edited);
        assertThat(importFrom(source)).isZero();
        assertThat(stored("pass.json")).contains("No refunds.", "{{fields.seat}}");
        assertThat(Files.readString(mapping)).as("not written again").isEqualTo(edited);
    }

    @Test
    void theMappingCanStandElsewhere() throws IOException {
        Path mapping = Files.writeString(directory.resolve("m.json"), "{\"fields\": {\"seat\": \"{{item.name}}\"}}");
        assertThat(importFrom(zip("Ticket.pkpass", ""), "--mapping", mapping.toString()))
                .as(err.toString())
                .isZero();
        assertThat(stored("pass.json")).contains("{{item.name}}", "No refunds.", "S-1");
        Files.writeString(mapping, "{\"fields\": {\"gate\": \"x\"}}");
        assertThat(importFrom(directory.resolve("Ticket.pkpass"), "--mapping", mapping.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("gate");
    }

    @Test
    void whatIsNoneOfTheseIsOneClearLine() throws IOException {
        Path rubbish = Files.writeString(directory.resolve("Ticket.pkpass"), "no zip");
        assertThat(importFrom(rubbish)).isEqualTo(1);
        files.remove("pass.json");
        assertThat(importFrom(zip("Empty.pkpass", ""), "--pass-type", TYPE.value()))
                .isEqualTo(1);
        assertThat(importFrom(directory.resolve("nowhere.pkpass"))).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("serialpass: "))
                .anyMatch(line -> line.contains("nowhere.pkpass"))
                .anyMatch(line -> line.contains("pass.json"));
    }
}

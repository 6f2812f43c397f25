package io.serialpass.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.text.Sha256;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a phone reads of a package: whose it is, its token, where its updates are. It looks at nothing else; see
 * {@link io.serialpass.wallet.PackageCheck}. Its text form hides the token.
 *
 * @param pass the pass
 * @param token its token; empty where it has none, so that it cannot be updated
 * @param webServiceUrl where its updates are; empty where it does not say
 * @param version tells this version of the pass from others: the beginning of the SHA-256 hash of its manifest, which stays
 *     the same where a server signs the same files again
 * @since 0.1
 */
public record PassFile(
        PassId pass, Optional<AuthenticationToken> token, Optional<String> webServiceUrl, String version) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_JSON = 4 << 20;
    private static final long MOST_UNPACKED = 50L << 20;
    private static final int MOST_FILES = 10_000;
    private static final int SHOWN_DIGITS = 12;

    /**
     * Reads a package.
     *
     * @param pkpass its bytes
     * @return what it says
     * @throws UnreadablePassException if it is no package, or unpacks to more than 50 MB
     */
    public static PassFile read(byte[] pkpass) {
        Found found = new Found();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pkpass))) {
            long left = MOST_UNPACKED;
            int files = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null && !found.all(); entry = zip.getNextEntry()) {
                if (++files > MOST_FILES) {
                    throw new UnreadablePassException("The package has more than " + MOST_FILES + " files.");
                }
                switch (entry.getName()) {
                    case "pass.json" -> found.pass = json(zip, "pass.json");
                    case "manifest.json" -> found.manifest = json(zip, "manifest.json");
                    default -> left = passOver(zip, left);
                }
            }
        } catch (IOException e) {
            throw new UnreadablePassException("The package is no zip archive, or a broken one.", e);
        }
        return found.read();
    }

    private static byte[] json(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MOST_JSON + 1);
        if (bytes.length > MOST_JSON) {
            throw new UnreadablePassException("The file " + name + " of the package has more than 4 MB.");
        }
        return bytes;
    }

    private static long passOver(InputStream in, long left) throws IOException {
        long skipped = in.skip(left + 1);
        if (skipped > left) {
            throw new UnreadablePassException("The package unpacks to more than 50 MB.");
        }
        return left - skipped;
    }

    /** The files that were found. */
    private static final class Found {
        private byte @Nullable [] pass;
        private byte @Nullable [] manifest;

        boolean all() {
            return pass != null && manifest != null;
        }

        PassFile read() {
            if (pass == null) {
                throw new UnreadablePassException("The package has no pass.json.");
            }
            JsonNode json;
            try {
                json = MAPPER.readTree(pass);
            } catch (IOException e) {
                throw new UnreadablePassException("The pass.json of the package is no JSON.", e);
            }
            String hash = Sha256.hex(manifest == null ? pass : manifest);
            return new PassFile(
                    id(json),
                    text(json, "authenticationToken").map(AuthenticationToken::new),
                    text(json, "webServiceURL"),
                    hash.substring(0, SHOWN_DIGITS));
        }

        private static PassId id(JsonNode json) {
            try {
                return new PassId(
                        new PassTypeIdentifier(required(json, "passTypeIdentifier")),
                        new PassSerialNumber(required(json, "serialNumber")));
            } catch (IllegalArgumentException e) {
                throw new UnreadablePassException(
                        "The passTypeIdentifier or the serialNumber of pass.json is not one that can be tried: it "
                                + e.getMessage() + ".",
                        e);
            }
        }

        private static String required(JsonNode json, String key) {
            return text(json, key)
                    .orElseThrow(() -> new UnreadablePassException("The pass.json of the package has no " + key + "."));
        }

        private static Optional<String> text(JsonNode json, String key) {
            return Optional.ofNullable(json.path(key).textValue()).filter(text -> !text.isEmpty());
        }
    }
}

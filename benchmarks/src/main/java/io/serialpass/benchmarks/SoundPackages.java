package io.serialpass.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.PassId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Verifies what a phone verifies each time: the hash of each file, and the signature of the manifest. The images and the texts it
 * leaves alone, since simulated phones share the processors with the server that is measured.
 */
final class SoundPackages implements PackageCheck {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "signature";

    @Override
    public List<String> problems(byte[] pkpass, PassId pass) {
        try {
            Map<String, byte[]> files = new HashMap<>();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pkpass))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    files.put(entry.getName(), zip.readAllBytes());
                }
            }
            return problem(files).map(List::of).orElse(List.of());
        } catch (IOException | CMSException | OperatorCreationException | GeneralSecurityException e) {
            return List.of("The package cannot be verified: " + e + ".");
        }
    }

    private static Optional<String> problem(Map<String, byte[]> files)
            throws IOException, CMSException, OperatorCreationException, GeneralSecurityException {
        byte[] manifest = files.remove(MANIFEST);
        byte[] signature = files.remove(SIGNATURE);
        if (manifest == null || signature == null) {
            return Optional.of("The package has no manifest or no signature.");
        }
        JsonNode hashes = MAPPER.readTree(manifest);
        if (hashes.size() != files.size()) {
            return Optional.of("The manifest does not name each file.");
        }
        MessageDigest sha1 = sha1();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String hash = HexFormat.of().formatHex(sha1.digest(file.getValue()));
            if (!hash.equals(hashes.path(file.getKey()).asText())) {
                return Optional.of("The hash of " + file.getKey() + " is another one.");
            }
        }
        return isSigned(manifest, signature) ? Optional.empty() : Optional.of("The signature is not of the manifest.");
    }

    /** Apple's manifest has hashes of SHA-1. */
    private static MessageDigest sha1() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-1");
    }

    @SuppressWarnings("unchecked") // Bouncy Castle's name of a signer is a selector without a type
    private static boolean isSigned(byte[] manifest, byte[] signature)
            throws CMSException, OperatorCreationException, GeneralSecurityException {
        CMSSignedData signed = new CMSSignedData(new CMSProcessableByteArray(manifest), signature);
        for (SignerInformation signer : signed.getSignerInfos().getSigners()) {
            for (Object certificate : signed.getCertificates().getMatches(signer.getSID())) {
                return signer.verify(
                        new JcaSimpleSignerInfoVerifierBuilder().build((X509CertificateHolder) certificate));
            }
        }
        return false;
    }

    @Override
    public List<Finding> examine(byte[] pkpass) {
        return List.of();
    }
}

package io.serialpass.push.apns;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key that signs tokens for APNs: what Apple's developer portal gives as a file {@code AuthKey_….p8}. One key pushes all pass
 * types of its team. Immutable. Its text form hides the key.
 *
 * <p>Apple's pages on Wallet speak of certificates alone; that a token key works for passes is what users report.
 *
 * @since 0.1
 */
public final class ApnsTokenKey {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{10}");
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]{1,4096})-----END PRIVATE KEY-----");

    private final String keyId;
    private final String teamId;
    private final ECPrivateKey key;

    private ApnsTokenKey(String keyId, String teamId, ECPrivateKey key) {
        this.keyId = keyId;
        this.teamId = teamId;
        this.key = key;
    }

    /**
     * Reads a key.
     *
     * @param p8 the text of the file
     * @param keyId the key's id, 10 letters and digits, which is part of the file's name
     * @param teamId the id of the team whose key it is, 10 letters and digits
     * @return the key
     * @throws IllegalArgumentException if one of them is not as it must be; the message says which, and shows nothing of the key
     */
    public static ApnsTokenKey of(String p8, String keyId, String teamId) {
        if (!ID.matcher(keyId).matches()) {
            throw new IllegalArgumentException("The key id must be 10 letters and digits.");
        }
        if (!ID.matcher(teamId).matches()) {
            throw new IllegalArgumentException("The team id must be 10 letters and digits.");
        }
        Matcher pem = PEM.matcher(p8);
        if (!pem.find()) {
            throw new IllegalArgumentException(
                    "It is no .p8 file of Apple's: it has no part that begins with -----BEGIN PRIVATE KEY-----.");
        }
        return new ApnsTokenKey(keyId, teamId, key(pem.group(1)));
    }

    private static ECPrivateKey key(String base64) {
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            if (KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded))
                            instanceof ECPrivateKey key
                    && isP256(key)) {
                return key;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // What the fault says may show parts of the key.
        }
        throw new IllegalArgumentException("Its key is not one of the curve P-256, as Apple's .p8 files have it.");
    }

    private static boolean isP256(ECPrivateKey key) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
        return key.getParams().getCurve().equals(curve.getCurve())
                && key.getParams().getGenerator().equals(curve.getGenerator());
    }

    /**
     * The key's id.
     *
     * @return 10 letters and digits
     */
    public String keyId() {
        return keyId;
    }

    /**
     * The team whose key it is.
     *
     * @return 10 letters and digits
     */
    public String teamId() {
        return teamId;
    }

    ECPrivateKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "ApnsTokenKey[" + keyId + ", team " + teamId + "]";
    }
}

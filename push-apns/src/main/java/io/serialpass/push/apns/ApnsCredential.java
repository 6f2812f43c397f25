package io.serialpass.push.apns;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Function;

/**
 * What there is to push a pass type with. Immutable.
 *
 * @since 0.1
 */
public sealed interface ApnsCredential {

    /**
     * Does what fits what there is. A kind that is added later does not compile until every caller knows it.
     *
     * @param <T> the kind of result
     * @param certificate for a certificate
     * @param none for nothing
     * @return the result of the function that was called
     */
    <T> T match(Function<? super Certificate, ? extends T> certificate, Function<? super None, ? extends T> none);

    /**
     * A Pass Type ID certificate and its key. APNs is shown this one certificate alone, as it knows Apple's intermediates. Its
     * text form hides the key.
     *
     * @param certificate the certificate
     * @param key its private key
     * @param fingerprint tells the certificate from every other one
     */
    record Certificate(X509Certificate certificate, PrivateKey key, String fingerprint) implements ApnsCredential {
        @Override
        public <T> T match(
                Function<? super Certificate, ? extends T> certificate, Function<? super None, ? extends T> none) {
            return certificate.apply(this);
        }

        @Override
        public String toString() {
            return "Certificate[" + fingerprint + "]";
        }
    }

    /**
     * Nothing.
     *
     * @param reason a sentence that says why, and what to do
     */
    record None(String reason) implements ApnsCredential {
        @Override
        public <T> T match(
                Function<? super Certificate, ? extends T> certificate, Function<? super None, ? extends T> none) {
            return none.apply(this);
        }
    }
}

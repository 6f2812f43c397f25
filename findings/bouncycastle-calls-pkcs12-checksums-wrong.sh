#!/usr/bin/env bash
# Bouncy Castle calls the checksum of a PKCS #12 file wrong where the file has the right one: of files that it made itself, too.
#
# Package:   Maven org.bouncycastle:bcpkix-jdk18on 1.86, JDK 17 and newer; needs mvn, java, openssl
# Guess:     PKCS12PfxPdu.isMacValid() is false if the pass phrase is another, or if the file is damaged.
# Behaviour: it compares the encoding of the digest's name too. A file that names SHA-256 without parameters, as RFC 5754 has it and as
#            the library's own DefaultDigestAlgorithmIdentifierFinder writes it, does not fit its own, which has NULL there. Through
#            the JCE (JcePKCS12MacCalculatorBuilderProvider) a checksum of SHA-384 or SHA-512 is not computed at all, and that is
#            a PKCSException as for a broken file.
# Seen:      see the end of this script; OpenSSL opens all files
# So:        Serialpass computes the checksum and compares it alone. "The pass phrase is not right" was the answer to a right one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies><dependency><groupId>org.bouncycastle</groupId><artifactId>bcpkix-jdk18on</artifactId><version>1.86</version></dependency></dependencies>
</project>
END
mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 30 -subj "/CN=Trial" 2> openssl.log
openssl x509 -in c.pem -outform DER -out c.der
for digest in sha1 sha256 sha512; do
  openssl pkcs12 -export -in c.pem -inkey k.pem -macalg $digest -passout pass:secret -out openssl-$digest.p12
done
cat > Look.java <<'END'
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.PKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilderProvider;
class Look {
    public static void main(String[] arguments) throws Exception {
        for (String digest : new String[] {"SHA-1", "SHA-256"}) {
            AlgorithmIdentifier algorithm = new DefaultDigestAlgorithmIdentifierFinder().find(digest);
            PKCS12PfxPduBuilder file = new PKCS12PfxPduBuilder();
            file.addData(new PKCS12SafeBagBuilder(new X509CertificateHolder(Files.readAllBytes(Path.of("c.der")))).build());
            Files.write(Path.of("own-" + digest.replace("-", "").toLowerCase() + ".p12"), file.build(
                    new BcPKCS12MacCalculatorBuilder(BcDefaultDigestProvider.INSTANCE.get(algorithm), algorithm),
                    "secret".toCharArray()).getEncoded());
        }
        for (String name : new String[] {"openssl-sha1", "openssl-sha256", "openssl-sha512", "own-sha1", "own-sha256"}) {
            byte[] content = Files.readAllBytes(Path.of(name + ".p12"));
            System.out.println(name + ": lightweight " + look(content, new BcPKCS12MacCalculatorBuilderProvider(BcDefaultDigestProvider.INSTANCE))
                    + ", JCE " + look(content, new JcePKCS12MacCalculatorBuilderProvider().setProvider(new BouncyCastleProvider())));
        }
    }
    private static String look(byte[] content, PKCS12MacCalculatorBuilderProvider macs) throws Exception {
        try {
            return Boolean.toString(new PKCS12PfxPdu(content).isMacValid(macs, "secret".toCharArray()));
        } catch (PKCSException e) {
            return e.getClass().getSimpleName();
        }
    }
}
END
java -cp 'lib/*' Look.java | tee seen
for file in *.p12; do openssl pkcs12 -in "$file" -passin pass:secret -nokeys -nodes > /dev/null 2>> openssl.log || { echo "OpenSSL does not open $file"; exit 1; }; done
cmp - seen <<'END'
openssl-sha1: lightweight true, JCE true
openssl-sha256: lightweight true, JCE true
openssl-sha512: lightweight true, JCE PKCSException
own-sha1: lightweight true, JCE true
own-sha256: lightweight false, JCE false
END

#!/usr/bin/env bash
# A Java key store of the type PKCS12 has one of two identities when both have the same name, and says nothing of the other.
#
# Package:   OpenJDK 17 and 25 (java.security.KeyStore of the type PKCS12, keytool); Maven org.bouncycastle:bcpkix-jdk18on 1.86, which
#            makes the file; OpenSSL 3.0 shows what is in it; needs mvn, java, openssl
# Guess:     KeyStore.load() has all identities of a PKCS #12 file. Names (friendlyName) are for people, and two may be equal, as
#            Keychain names all keys of a company after it; the attribute localKeyID tells which key belongs to which certificate.
# Behaviour: the name is the key of a map in lower case. The last identity of a name replaces the others.
# Seen:      OpenSSL: 2 certificates and 2 keys; KeyStore: 1 entry
# So:        a program that gets certificates of other people reads PKCS #12 files bag by bag, and pairs keys and certificates itself.
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
for name in gold silver; do
  openssl req -x509 -newkey rsa:2048 -nodes -keyout $name.pem -out $name.crt -days 30 -subj "/UID=pass.com.example.$name/CN=Pass Type ID" 2> openssl.log
  openssl pkcs8 -topk8 -nocrypt -in $name.pem -outform DER -out $name.key
done
cat > Look.java <<'END'
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
class Look {
    public static void main(String[] arguments) throws Exception {
        PKCS12PfxPduBuilder file = new PKCS12PfxPduBuilder();
        for (String name : new String[] {"gold", "silver"}) {
            X509Certificate certificate;
            try (FileInputStream in = new FileInputStream(name + ".crt")) {
                certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            }
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(Path.of(name + ".key"))));
            file.addData(named(new JcaPKCS12SafeBagBuilder(certificate), name));
            file.addData(named(new JcaPKCS12SafeBagBuilder(key,
                    new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                            .setProvider(new BouncyCastleProvider()).build("secret".toCharArray())), name));
        }
        Files.write(Path.of("both.p12"), file.build(new BcPKCS12MacCalculatorBuilder(), "secret".toCharArray()).getEncoded());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (FileInputStream in = new FileInputStream("both.p12")) {
            store.load(in, "secret".toCharArray());
        }
        System.out.println("KeyStore: " + store.size());
    }
    private static PKCS12SafeBag named(PKCS12SafeBagBuilder bag, String id) {
        bag.addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, new DERBMPString("Example Ltd"));
        bag.addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, new DEROctetString(id.getBytes()));
        return bag.build();
    }
}
END
java -cp 'lib/*' Look.java | tee seen
openssl pkcs12 -in both.p12 -passin pass:secret -nodes 2> openssl.log > all.pem
echo "OpenSSL: $(grep -c 'BEGIN CERTIFICATE' all.pem) certificates, $(grep -c 'BEGIN PRIVATE KEY' all.pem) keys" | tee -a seen
printf 'KeyStore: 1\nOpenSSL: 2 certificates, 2 keys\n' | cmp - seen

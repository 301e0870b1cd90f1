package org.roaminghub.bench.station;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs the hub's certificate and those of stations, for as long as a benchmark lasts. All keys are of P-256, as most are. */
public final class Authority {

    private static final Duration GOOD = Duration.ofDays(2);
    private static final int SERIAL_BITS = 120;
    private static final int LINE = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Holder root;

    /** A key, and the certificate for it. */
    public record Holder(PrivateKey key, X509Certificate certificate) {
        @Override
        public String toString() {
            return "Holder[" + certificate.getSubjectX500Principal() + "]";
        }
    }

    /** What a hub is started with, as PEM. */
    public record Written(Path certificate, Path key, Path root) {}

    public Authority() throws GeneralSecurityException {
        KeyPair pair = pair();
        X500Name name = new X500Name("CN=Bench root");
        this.root = new Holder(pair.getPrivate(), signed(name, pair.getPrivate(), name, pair, true));
    }

    X509Certificate root() {
        return root.certificate();
    }

    /** {@code serial}: the station's number, which its certificate is for. */
    Holder station(String serial) throws GeneralSecurityException {
        return holder("O=Bench,CN=" + serial);
    }

    Holder server() throws GeneralSecurityException {
        return holder("CN=localhost");
    }

    private Holder holder(String name) throws GeneralSecurityException {
        KeyPair pair = pair();
        X500Name by = new X500Name("CN=Bench root");
        return new Holder(pair.getPrivate(), signed(by, root.key(), new X500Name(name), pair, false));
    }

    /** Puts the hub's certificate, its key and the root into this folder. */
    public Written write(Path folder) throws GeneralSecurityException, IOException {
        Holder server = server();
        return new Written(
                pem(folder.resolve("bench-server.pem"), "CERTIFICATE", encoded(server.certificate())),
                pem(
                        folder.resolve("bench-server.key"),
                        "PRIVATE KEY",
                        server.key().getEncoded()),
                pem(folder.resolve("bench-root.pem"), "CERTIFICATE", encoded(root.certificate())));
    }

    private static byte[] encoded(X509Certificate certificate) throws CertificateEncodingException {
        return certificate.getEncoded();
    }

    private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
        String lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, lines));
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate signed(X500Name by, PrivateKey with, X500Name name, KeyPair pair, boolean authority)
            throws GeneralSecurityException {
        Instant now = Instant.now();
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    by,
                    new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
                    Date.from(now.minus(GOOD)),
                    Date.from(now.plus(GOOD)),
                    name,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(with)));
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}

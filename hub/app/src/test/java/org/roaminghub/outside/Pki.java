package org.roaminghub.outside;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;

/** An authority that a test makes, and what it signs. Keys live as long as the test. */
final class Pki {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final char[] NO_PASSWORD = new char[0];

    /** Somebody's key and certificate with its chain, its own first and without the root. */
    record Holder(PrivateKey key, List<X509Certificate> chain) {

        X509Certificate certificate() {
            return chain.getFirst();
        }

        /** Shows this one, or none, and believes {@code root} only. */
        static SSLContext context(@Nullable Holder shown, Pki root) {
            try {
                KeyStore trust = KeyStore.getInstance("PKCS12");
                trust.load(null, null);
                trust.setCertificateEntry("root", root.certificate);
                TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
                trusted.init(trust);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(shown == null ? null : shown.keys().getKeyManagers(), trusted.getTrustManagers(), null);
                return context;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private KeyManagerFactory keys() throws GeneralSecurityException, IOException {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, NO_PASSWORD);
            return keys;
        }
    }

    final X509Certificate certificate;
    final PrivateKey key;
    /** From just below the root down to this one. */
    private final List<X509Certificate> below;

    private Pki(X509Certificate certificate, PrivateKey key, List<X509Certificate> below) {
        this.certificate = certificate;
        this.key = key;
        this.below = List.copyOf(below);
    }

    static Pki root(String name) {
        KeyPair pair = pair("EC");
        return new Pki(
                sign(
                        new X500Name("CN=" + name),
                        pair.getPrivate(),
                        new X500Name("CN=" + name),
                        pair,
                        true,
                        Instant.now().minus(Duration.ofDays(400)),
                        Instant.now().plus(Duration.ofDays(2)),
                        null),
                pair.getPrivate(),
                List.of());
    }

    Pki under(String name, @Nullable String ocsp) {
        KeyPair pair = pair("EC");
        X509Certificate signed = sign(
                subject(),
                key,
                new X500Name("CN=" + name),
                pair,
                true,
                Instant.now().minus(Duration.ofDays(400)),
                Instant.now().plus(Duration.ofDays(2)),
                ocsp);
        List<X509Certificate> more = new ArrayList<>(List.of(signed));
        more.addAll(below);
        return new Pki(signed, pair.getPrivate(), more);
    }

    Holder holder(String name) {
        return holder(name, "EC", Duration.ofDays(1), null);
    }

    /** {@code good}: for how long from now; negative: it has expired. {@code ocsp}: the responder that it names. */
    Holder holder(String name, String kind, Duration good, @Nullable String ocsp) {
        KeyPair pair = pair(kind);
        X509Certificate signed = sign(
                subject(),
                key,
                new X500Name(name),
                pair,
                false,
                Instant.now().minus(Duration.ofDays(30)),
                Instant.now().plus(good),
                ocsp);
        List<X509Certificate> chain = new ArrayList<>(List.of(signed));
        chain.addAll(below);
        return new Holder(pair.getPrivate(), chain);
    }

    /** May speak for this authority of what was revoked. */
    Holder responder(String name) {
        KeyPair pair = pair("EC");
        return new Holder(
                pair.getPrivate(),
                List.of(built(
                        subject(),
                        key,
                        new X500Name(name),
                        pair.getPublic(),
                        Instant.now().minus(Duration.ofDays(1)),
                        Instant.now().plus(Duration.ofDays(1)),
                        builder -> builder.addExtension(
                                Extension.extendedKeyUsage,
                                false,
                                new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning)))));
    }

    /** The chain for a request, as PEM; nothing for one that asks to be refused. */
    byte[] answering(String csr) {
        try (PEMParser parser = new PEMParser(new StringReader(csr))) {
            var request = new JcaPKCS10CertificationRequest((PKCS10CertificationRequest) parser.readObject());
            if (request.getSubject().toString().contains("REFUSE")) {
                return new byte[0];
            }
            X509Certificate signed = built(
                    subject(),
                    key,
                    request.getSubject(),
                    request.getPublicKey(),
                    Instant.now().minus(Duration.ofDays(1)),
                    Instant.now().plus(Duration.ofDays(1)),
                    builder -> builder);
            return pem(signed, certificate).getBytes(StandardCharsets.US_ASCII);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface More {
        X509v3CertificateBuilder to(X509v3CertificateBuilder builder) throws IOException;
    }

    private static X509Certificate built(
            X500Name by, PrivateKey with, X500Name name, PublicKey key, Instant from, Instant to, More more) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    by, new BigInteger(120, RANDOM), Date.from(from), Date.from(to), name, key);
            return new JcaX509CertificateConverter()
                    .getCertificate(more.to(builder).build(new JcaContentSignerBuilder("SHA256withECDSA").build(with)));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    X500Name subject() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    /** Says that these don't count any more. */
    X509CRL revoking(X509Certificate... revoked) {
        try {
            X509v2CRLBuilder list =
                    new X509v2CRLBuilder(subject(), Date.from(Instant.now().minus(Duration.ofMinutes(5))));
            list.setNextUpdate(Date.from(Instant.now().plus(Duration.ofDays(1))));
            for (X509Certificate one : revoked) {
                list.addCRLEntry(one.getSerialNumber(), new Date(), CRLReason.keyCompromise);
            }
            return new JcaX509CRLConverter()
                    .getCRL(list.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair pair(String kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (kind.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(
            X500Name by,
            PrivateKey with,
            X500Name name,
            KeyPair pair,
            boolean authority,
            Instant from,
            Instant to,
            @Nullable String ocsp) {
        return built(by, with, name, pair.getPublic(), from, to, builder -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "localhost")
            }));
            return ocsp == null
                    ? builder
                    : builder.addExtension(
                            Extension.authorityInfoAccess,
                            false,
                            new AuthorityInformationAccess(
                                    AccessDescription.id_ad_ocsp,
                                    new GeneralName(GeneralName.uniformResourceIdentifier, ocsp)));
        });
    }

    static String pem(Object... things) {
        try {
            StringWriter text = new StringWriter();
            try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
                for (Object thing : things) {
                    writer.writeObject(thing);
                }
            }
            return text.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(Holder holder) {
        return pem(holder.chain().toArray());
    }

    /** As PKCS#8, which says itself what kind of key it is. */
    static String pem(PrivateKey key) {
        String lines = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
    }

    static Path file(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.roaminghub.connector.ocpp.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.roaminghub.vocabulary.Clock;

/** The operator's own authority for stations, from a file: for those who have no other. It signs nothing that cars are shown. */
public final class OwnAuthority implements SigningAuthority {

    private static final int SERIAL_BITS = 127;
    /** For clocks of stations that are behind. */
    private static final Duration BACK = Duration.ofHours(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<X509Certificate> chain;
    private final PrivateKey key;
    private final Duration good;
    private final Clock clock;

    /** {@code chain}: the authority's certificate first. {@code good}: how long what it signs is. */
    public OwnAuthority(List<X509Certificate> chain, PrivateKey key, Duration good, Clock clock) {
        this.chain = List.copyOf(chain);
        this.key = key;
        this.good = good;
        this.clock = clock;
        if (chain.isEmpty() || chain.getFirst().getBasicConstraints() < 0) {
            throw new IllegalArgumentException("HUB_OCPP_SIGN_CERTIFICATE is no authority's");
        }
    }

    @Override
    public boolean signs(CertificateKind kind) {
        return kind == CertificateKind.STATION;
    }

    @Override
    public String sign(SigningRequest request, CertificateKind kind, String identity) throws IOException {
        try {
            Instant now = clock.now();
            X509Certificate by = chain.getFirst();
            Instant end = now.plus(good);
            Instant last = by.getNotAfter().toInstant();
            var builder = new JcaX509v3CertificateBuilder(
                    new JcaX509CertificateHolder(by).getSubject(),
                    new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
                    Date.from(now.minus(BACK)),
                    Date.from(end.isBefore(last) ? end : last),
                    request.subject(),
                    request.key());
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(request.key()));
            builder.addExtension(Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(by));
            String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            List<X509Certificate> signed = new ArrayList<>();
            signed.add(new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(key))));
            signed.addAll(chain);
            return Chains.write(signed);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(e);
        }
    }
}

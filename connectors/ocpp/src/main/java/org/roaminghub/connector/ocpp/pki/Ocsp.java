package org.roaminghub.connector.ocpp.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks responders whether certificates still count (RFC 6960). What they say is kept as long as they say it is good for. */
public final class Ocsp {

    private static final Logger LOG = LoggerFactory.getLogger(Ocsp.class);

    private static final String REQUEST = "application/ocsp-request";
    /** Their clocks and ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);
    /** For answers that don't say how long they are good for. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private static final int MAX_KEPT = 10_000;
    private static final int MAX_RESPONSE_BYTES = 64 << 10;
    private static final int MAX_CHAIN = 4;

    private final Outside outside;
    private final Clock clock;
    private final Map<Asked, Standing> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Standing> eldest) {
            return size() > MAX_KEPT;
        }
    };

    /** {@code until}: when it is worth asking again. {@code unheardOf}: the responder says that it doesn't know the certificate. */
    public record Standing(Finding finding, Instant until, boolean unheardOf) {

        private static Standing none(Instant until) {
            return new Standing(Finding.UNVERIFIABLE, until, false);
        }
    }

    public Ocsp(Outside outside, Clock clock) {
        this.outside = outside;
        this.clock = clock;
    }

    /** A certificate, as hashes name it; hashes are hexadecimal. {@code algorithm}: SHA1, SHA256, SHA384 or SHA512. */
    public record Asked(String algorithm, String issuerName, String issuerKey, String serial, String responder) {

        CertificateID id() {
            ASN1ObjectIdentifier hash = switch (algorithm) {
                case "SHA1" -> OIWObjectIdentifiers.idSHA1;
                case "SHA256" -> NISTObjectIdentifiers.id_sha256;
                case "SHA384" -> NISTObjectIdentifiers.id_sha384;
                case "SHA512" -> NISTObjectIdentifiers.id_sha512;
                default -> throw new IllegalArgumentException("hash");
            };
            return new CertificateID(new CertID(
                    new AlgorithmIdentifier(hash, DERNull.INSTANCE),
                    new DEROctetString(bytes(issuerName)),
                    new DEROctetString(bytes(issuerKey)),
                    new ASN1Integer(new BigInteger(serial, 16))));
        }

        private static byte[] bytes(String hex) {
            return java.util.HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : "0" + hex);
        }
    }

    /** The responder's answer as it came, for who checks it himself; empty when there is none. */
    public Optional<byte[]> ask(Asked asked) {
        try {
            byte[] request = new OCSPReqBuilder().addRequest(asked.id()).build().getEncoded();
            byte[] answer = outside.post(new URI(asked.responder()), REQUEST, request, MAX_RESPONSE_BYTES, true);
            return new OCSPResp(answer).getStatus() == OCSPResp.SUCCESSFUL ? Optional.of(answer) : Optional.empty();
        } catch (Exception e) {
            interruptedAgain(e);
            LOG.info("ocsp=failed problem={}", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Whether one of these was taken back. The responder must be the issuer, or have the issuer's word for it. */
    public Finding check(List<Asked> all, Authorities authorities) {
        if (all.isEmpty() || all.size() > MAX_CHAIN) {
            return Finding.UNVERIFIABLE;
        }
        for (Asked asked : all) {
            Finding one = standing(asked, authorities).finding();
            if (one != Finding.GOOD) {
                return one;
            }
        }
        return Finding.GOOD;
    }

    /** Of one certificate, as far as its issuer is believed. */
    public Standing standing(Asked asked, Authorities authorities) {
        return known(asked).orElseGet(() -> fetch(asked, authorities, List.of()));
    }

    /** The same for a chain in the order of signing; {@code otherwise}: the responder for certificates that name none. */
    Finding check(List<X509Certificate> path, Authorities authorities, @Nullable String otherwise) {
        if (path.isEmpty() || path.size() > MAX_CHAIN) {
            return Finding.UNVERIFIABLE;
        }
        for (X509Certificate certificate : path) {
            Finding one = Authorities.signer(certificate, path)
                    .or(() -> authorities.issuer(certificate))
                    .flatMap(issuer -> named(certificate, issuer, otherwise))
                    .map(asked -> known(asked)
                            .orElseGet(() -> fetch(asked, authorities, path))
                            .finding())
                    .orElse(Finding.UNVERIFIABLE);
            if (one != Finding.GOOD) {
                return one;
            }
        }
        return Finding.GOOD;
    }

    private Optional<Standing> known(Asked asked) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(asked)).filter(known -> known.until.isAfter(clock.now()));
        }
    }

    private Standing fetch(Asked asked, Authorities authorities, List<X509Certificate> around) {
        byte[] answer = ask(asked).orElse(null);
        Standing none = Standing.none(clock.now().plus(KEPT));
        if (answer == null) {
            return none;
        }
        try {
            BasicOCSPResp basic = (BasicOCSPResp) new OCSPResp(answer).getResponseObject();
            Instant now = clock.now();
            SingleResp single = Arrays.stream(basic.getResponses())
                    .filter(r -> r.getCertID().equals(asked.id()))
                    .findFirst()
                    .orElse(null);
            if (single == null || !isSignedFor(asked, basic, authorities, around, now)) {
                LOG.warn("ocsp=unbelieved");
                return none;
            }
            Instant until = single.getNextUpdate() == null
                    ? now.plus(KEPT)
                    : single.getNextUpdate().toInstant();
            if (single.getThisUpdate().toInstant().isAfter(now.plus(SKEW)) || until.isBefore(now.minus(SKEW))) {
                return none;
            }
            @Nullable CertificateStatus status = single.getCertStatus();
            Finding finding = status == null // which the library means by good
                    ? Finding.GOOD
                    : status instanceof RevokedStatus ? Finding.REVOKED : Finding.UNVERIFIABLE;
            Standing standing = new Standing(finding, until, status instanceof UnknownStatus);
            if (finding != Finding.UNVERIFIABLE) {
                synchronized (kept) {
                    kept.put(asked, standing);
                }
            }
            return standing;
        } catch (OCSPException | IOException | CertificateEncodingException | RuntimeException unreadable) {
            LOG.info("ocsp=unreadable problem={}", unreadable.getClass().getSimpleName());
            return none;
        } catch (java.security.cert.CertificateException | OperatorCreationException e) {
            return none;
        }
    }

    private static boolean isSignedFor(
            Asked asked, BasicOCSPResp answer, Authorities authorities, List<X509Certificate> around, Instant now)
            throws OperatorCreationException, OCSPException, java.security.cert.CertificateException {
        List<X509Certificate> issuers = new ArrayList<>(authorities.all());
        List<X509Certificate> sent = new ArrayList<>();
        for (X509CertificateHolder holder : answer.getCerts()) {
            sent.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
        issuers.addAll(around);
        issuers.addAll(sent);
        for (X509Certificate issuer : issuers) {
            if (asked.id()
                            .matchesIssuer(
                                    new JcaX509CertificateHolder(issuer),
                                    new JcaDigestCalculatorProviderBuilder().build())
                    && isBelieved(issuer, authorities, around, sent, now)
                    && (signed(issuer, answer)
                            || sent.stream().anyMatch(r -> isDelegate(r, issuer, now) && signed(r, answer)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBelieved(
            X509Certificate issuer,
            Authorities authorities,
            List<X509Certificate> around,
            List<X509Certificate> sent,
            Instant now) {
        if (authorities.all().contains(issuer)) {
            return true;
        }
        List<X509Certificate> chain = new ArrayList<>(List.of(issuer));
        chain.addAll(around);
        chain.addAll(sent);
        return issuer.getBasicConstraints() >= 0 && authorities.check(chain, List.of(), now) == Finding.GOOD;
    }

    private static boolean isDelegate(X509Certificate responder, X509Certificate issuer, Instant now) {
        try {
            responder.verify(issuer.getPublicKey());
            responder.checkValidity(java.util.Date.from(now));
            List<String> uses = responder.getExtendedKeyUsage();
            return uses != null && uses.contains(KeyPurposeId.id_kp_OCSPSigning.getId());
        } catch (java.security.GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean signed(X509Certificate by, BasicOCSPResp answer) {
        try {
            return answer.isSignatureValid(new JcaContentVerifierProviderBuilder().build(by.getPublicKey()));
        } catch (OCSPException | OperatorCreationException e) {
            return false;
        }
    }

    private static Optional<Asked> named(
            X509Certificate certificate, X509Certificate issuer, @Nullable String otherwise) {
        try {
            DigestCalculator sha256 = new JcaDigestCalculatorProviderBuilder()
                    .build()
                    .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE));
            CertificateID id =
                    new CertificateID(sha256, new JcaX509CertificateHolder(issuer), certificate.getSerialNumber());
            return responder(certificate)
                    .or(() -> Optional.ofNullable(otherwise))
                    .map(url -> new Asked(
                            "SHA256",
                            java.util.HexFormat.of().formatHex(id.getIssuerNameHash()),
                            java.util.HexFormat.of().formatHex(id.getIssuerKeyHash()),
                            certificate.getSerialNumber().toString(16),
                            url));
        } catch (OperatorCreationException | OCSPException | CertificateEncodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> responder(X509Certificate certificate) throws CertificateEncodingException {
        AuthorityInformationAccess access =
                AuthorityInformationAccess.fromExtensions(new JcaX509CertificateHolder(certificate).getExtensions());
        return access == null
                ? Optional.empty()
                : Arrays.stream(access.getAccessDescriptions())
                        .filter(d -> d.getAccessMethod().equals(AccessDescription.id_ad_ocsp))
                        .map(AccessDescription::getAccessLocation)
                        .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                        .map(name -> name.getName().toString())
                        .findFirst();
    }

    private static void interruptedAgain(Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.roaminghub.connector.ocpp.pki;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Clock;

/**
 * Stations' own certificates (security profile 3). TLS has seen that an authority of ours signed one; here it is looked at again
 * for each socket, as a session that TLS resumes shows it to nobody.
 */
public final class StationCertificates {

    private final Authorities authorities;
    private final RevocationLists lists;
    private final @Nullable Ocsp ocsp;
    private final @Nullable String organisation;
    private final Clock clock;

    /** {@code ocsp} absent: nobody is asked. {@code organisation}: what O must be; absent: anything. */
    public StationCertificates(
            Authorities authorities,
            RevocationLists lists,
            @Nullable Ocsp ocsp,
            @Nullable String organisation,
            Clock clock) {
        this.authorities = authorities;
        this.lists = lists;
        this.ocsp = ocsp;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** Why nobody comes in with it; empty: it is good. May ask an OCSP responder, which takes some seconds at most. */
    public Optional<String> problemWith(List<X509Certificate> chain) {
        List<X509CRL> revoked = lists.now();
        if (!lists.isEmpty() && revoked.isEmpty()) {
            return Optional.of("no_crl");
        }
        Finding finding = authorities.check(chain, revoked, clock.now());
        if (finding == Finding.GOOD && ocsp != null) {
            finding = ocsp.check(authorities.path(chain), authorities, null);
        }
        if (finding != Finding.GOOD) {
            return Optional.of(finding.name().toLowerCase(java.util.Locale.ROOT));
        }
        return isOurs(subject(chain.getFirst())) ? Optional.empty() : Optional.of("foreign_organisation");
    }

    /** Whether O is the operator's name, as far as that is known. */
    boolean isOurs(X500Name subject) {
        return organisation == null
                || value(subject, BCStyle.O).filter(organisation::equals).isPresent();
    }

    /** Of a station: its serial number (OCPP 2.0.1 A00.FR.429 and following). */
    public static Optional<String> commonName(X509Certificate certificate) {
        return value(subject(certificate), BCStyle.CN);
    }

    static Optional<String> value(X500Name subject, ASN1ObjectIdentifier kind) {
        RDN[] found = subject.getRDNs(kind);
        return found.length == 1
                ? Optional.of(IETFUtils.valueToString(found[0].getFirst().getValue()))
                : Optional.empty();
    }

    private static X500Name subject(X509Certificate certificate) {
        try {
            return new JcaX509CertificateHolder(certificate).getSubject();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("no certificate", e);
        }
    }

    /** For sockets that show none. */
    public static StationCertificates none(Clock clock) {
        return new StationCertificates(new Authorities(List.of()), new RevocationLists(List.of()), null, null, clock);
    }

    /** Whom TLS is to believe. */
    public static java.security.KeyStore store(List<X509Certificate> authorities) throws GeneralSecurityException {
        try {
            java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate ca : authorities) {
                store.setCertificateEntry("ca-" + store.size(), ca);
            }
            return store;
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException(e);
        }
    }
}

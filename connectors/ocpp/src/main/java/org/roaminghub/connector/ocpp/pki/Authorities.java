package org.roaminghub.connector.ocpp.pki;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Authorities that are believed, and whether a chain leads to one of them (RFC 5280 §6). */
public final class Authorities {

    private final Set<X509Certificate> believed;

    public Authorities(Collection<X509Certificate> believed) {
        this.believed = Set.copyOf(believed);
    }

    public boolean isEmpty() {
        return believed.isEmpty();
    }

    public Set<X509Certificate> all() {
        return believed;
    }

    /** Whether {@code chain}, the holder's certificate first, is in force. {@code lists}: who is revoked; empty asks nobody. */
    Finding check(List<X509Certificate> chain, Collection<X509CRL> lists, Instant at) {
        List<X509Certificate> path = path(chain);
        if (path.isEmpty() || believed.isEmpty()) {
            return Finding.UNVERIFIABLE;
        }
        try {
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            PKIXParameters parameters = new PKIXParameters(
                    believed.stream().map(ca -> new TrustAnchor(ca, null)).collect(Collectors.toSet()));
            parameters.setDate(Date.from(at));
            parameters.setRevocationEnabled(false);
            if (!lists.isEmpty()) {
                PKIXRevocationChecker revoked = (PKIXRevocationChecker) validator.getRevocationChecker();
                revoked.setOptions(
                        EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
                parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
                parameters.addCertPathChecker(revoked);
            }
            validator.validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return Finding.GOOD;
        } catch (CertPathValidatorException e) {
            if (e.getReason() == BasicReason.EXPIRED) {
                return Finding.EXPIRED;
            }
            return e.getReason() == BasicReason.REVOKED ? Finding.REVOKED : Finding.UNVERIFIABLE;
        } catch (GeneralSecurityException e) {
            return Finding.UNVERIFIABLE;
        }
    }

    /** In the order of signing, without what is believed anyhow: stations and cars sort their chains as they like. */
    List<X509Certificate> path(List<X509Certificate> chain) {
        List<X509Certificate> path = new ArrayList<>();
        if (chain.isEmpty() || believed.contains(chain.getFirst())) {
            return path;
        }
        Set<X509Certificate> left = new HashSet<>(chain.subList(1, chain.size()));
        Optional<X509Certificate> next = Optional.of(chain.getFirst());
        while (next.isPresent() && !believed.contains(next.get())) {
            X509Certificate holder = next.get();
            path.add(holder);
            left.remove(holder);
            next = issuer(holder).isPresent() ? Optional.empty() : signer(holder, left);
        }
        return path;
    }

    /** The authority that signed it. */
    Optional<X509Certificate> issuer(X509Certificate certificate) {
        return signer(certificate, believed);
    }

    static Optional<X509Certificate> signer(X509Certificate certificate, Collection<X509Certificate> candidates) {
        return candidates.stream()
                .filter(ca -> ca.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .filter(ca -> signed(ca, certificate))
                .findFirst();
    }

    private static boolean signed(X509Certificate ca, X509Certificate certificate) {
        try {
            certificate.verify(ca.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}

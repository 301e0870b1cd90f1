package org.roaminghub.app;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.OcppConnector;
import org.roaminghub.connector.ocpp.inbound.CertificateDesk;
import org.roaminghub.connector.ocpp.inbound.Entrance;
import org.roaminghub.connector.ocpp.inbound.Listener;
import org.roaminghub.connector.ocpp.inbound.SoapSettings;
import org.roaminghub.connector.ocpp.inbound.SocketTimes;
import org.roaminghub.connector.ocpp.pki.Authorities;
import org.roaminghub.connector.ocpp.pki.ContractCertificates;
import org.roaminghub.connector.ocpp.pki.ContractPool;
import org.roaminghub.connector.ocpp.pki.ExternalAuthority;
import org.roaminghub.connector.ocpp.pki.Ocsp;
import org.roaminghub.connector.ocpp.pki.Outside;
import org.roaminghub.connector.ocpp.pki.OwnAuthority;
import org.roaminghub.connector.ocpp.pki.RevocationLists;
import org.roaminghub.connector.ocpp.pki.SigningAuthority;
import org.roaminghub.connector.ocpp.pki.StationCertificates;
import org.roaminghub.vocabulary.Clock;
import org.springframework.boot.ssl.pem.PemContent;

/** Listeners for stations, from the operator's files. Throws IllegalArgumentException for files that don't fit. */
final class StationDoors {

    private static final char[] IN_MEMORY = new char[0];
    /** A car waits five seconds for all of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final Duration SIGNING_PATIENCE = Duration.ofSeconds(30);
    /** Whoever resumes a session needs no new signature of ours; what is revoked meanwhile is seen at the door all the same. */
    private static final int SESSION_S = 3_600;

    private static final int SESSIONS = 20_000;

    private StationDoors() {}

    static OcppConnector.Settings of(
            int plainPort, String publicUrl, OcppSettings settings, PncSettings pnc, Clock clock) {
        List<Listener> listeners = new ArrayList<>();
        listeners.add(new Listener(Entrance.PLAIN, plainPort, null, settings.acceptRate()));
        if (settings.tlsPort() != null) {
            listeners.add(new Listener(
                    Entrance.TLS, settings.tlsPort(), context(settings, List.of()), settings.tlsAcceptRate()));
        }
        List<X509Certificate> authorities = settings.clientCa() == null ? List.of() : certificates(settings.clientCa());
        if (settings.mtlsPort() != null) {
            listeners.add(new Listener(
                    Entrance.CERTIFICATE,
                    settings.mtlsPort(),
                    context(settings, authorities),
                    settings.tlsAcceptRate()));
        }
        RevocationLists lists = new RevocationLists(settings.clientCrl() == null ? List.of() : settings.clientCrl());
        lists.check();
        Outside quick = new Outside(PATIENCE, Set.copyOf(hosts(pnc)), null);
        Ocsp ocsp = new Ocsp(quick, clock);
        return new OcppConnector.Settings(
                listeners,
                new SocketTimes(settings.handshake(), settings.ping()),
                new SoapSettings(
                        publicUrl,
                        settings.soapNetworks() == null ? List.of() : settings.soapNetworks(),
                        settings.soapSilence()),
                new StationCertificates(
                        new Authorities(authorities),
                        lists,
                        settings.clientOcsp() ? ocsp : null,
                        settings.cpoName(),
                        clock),
                new CertificateDesk(
                        authority(settings, clock),
                        settings.cpoName(),
                        ocsp,
                        new ContractCertificates(
                                new Authorities(pnc.roots() == null ? List.of() : certificates(pnc.roots())),
                                pnc.ocsp() ? ocsp : null,
                                clock),
                        pnc.poolUrl() == null ? null : new ContractPool(quick, pnc.poolUrl(), pnc.poolToken())));
    }

    private static List<String> hosts(PncSettings pnc) {
        return pnc.ocspHosts() == null ? List.of() : pnc.ocspHosts();
    }

    private static @Nullable SigningAuthority authority(OcppSettings settings, Clock clock) {
        if (settings.signUrl() != null) {
            return new ExternalAuthority(
                    new Outside(SIGNING_PATIENCE, Set.of(), null), settings.signUrl(), settings.signToken());
        }
        if (settings.signCertificate() == null || settings.signKey() == null) {
            return null;
        }
        try {
            return new OwnAuthority(
                    certificates(settings.signCertificate()),
                    java.util.Objects.requireNonNull(
                            PemContent.load(settings.signKey()).getPrivateKey()),
                    Duration.ofDays(settings.signDays()),
                    clock);
        } catch (IOException e) {
            throw new IllegalArgumentException("HUB_OCPP_SIGN_KEY: " + e.getMessage(), e);
        }
    }

    /** Java shows each client the certificate of a kind that it can read. */
    private static SSLContext context(OcppSettings settings, List<X509Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            add(store, "first", settings.tlsCertificate(), settings.tlsKey());
            add(store, "rsa", settings.tlsRsaCertificate(), settings.tlsRsaKey());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, IN_MEMORY);
            SSLContext context = SSLContext.getInstance("TLS");
            if (authorities.isEmpty()) {
                context.init(keys.getKeyManagers(), null, null);
            } else {
                TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(StationCertificates.store(authorities));
                context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            }
            context.getServerSessionContext().setSessionTimeout(SESSION_S);
            context.getServerSessionContext().setSessionCacheSize(SESSIONS);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "HUB_OCPP_TLS_CERTIFICATE, HUB_OCPP_TLS_KEY or those of RSA: " + e.getMessage(), e);
        }
    }

    private static void add(KeyStore store, String name, @Nullable Path certificate, @Nullable Path key)
            throws GeneralSecurityException, IOException {
        if (certificate != null && key != null) {
            store.setKeyEntry(
                    name,
                    PemContent.load(key).getPrivateKey(),
                    IN_MEMORY,
                    certificates(certificate).toArray(X509Certificate[]::new));
        }
    }

    static List<X509Certificate> certificates(Path file) {
        try {
            List<X509Certificate> found = PemContent.load(file).getCertificates();
            if (found.isEmpty()) {
                throw new IllegalArgumentException(file + " has no certificate");
            }
            return found;
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " can't be read", e);
        }
    }
}

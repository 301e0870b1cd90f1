package org.roaminghub.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.web.server.Ssl;

/**
 * TLS, by HUB_TLS_… in the environment or hub.tls.… in application.yaml; all files are PEM.
 *
 * <p>As a server: {@code certificate} (with its chain) and {@code key}; {@code clientAuth} none, want or need, {@code clientCa}
 * = who signs the certificates of clients. As a client of partners: {@code clientCertificate} and {@code clientKey} are shown to
 * whom asks, {@code trust} = further authorities to believe beside Java's own.
 */
@ConfigurationProperties("hub.tls")
public record TlsSettings(
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable String clientAuth,
        @Nullable Path clientCa,
        @Nullable Path clientCertificate,
        @Nullable Path clientKey,
        @Nullable Path trust) {

    private static final char[] IN_MEMORY = new char[0];

    public TlsSettings {
        together("HUB_TLS_CERTIFICATE", certificate, "HUB_TLS_KEY", key);
        together("HUB_TLS_CLIENT_CERTIFICATE", clientCertificate, "HUB_TLS_CLIENT_KEY", clientKey);
        if (asksClients(clientAuth) && (certificate == null || clientCa == null)) {
            throw new IllegalArgumentException(
                    "HUB_TLS_CLIENT_AUTH needs HUB_TLS_CERTIFICATE and HUB_TLS_CLIENT_CA, the authority of the clients");
        }
        for (Path file : new @Nullable Path[] {certificate, key, clientCa, clientCertificate, clientKey, trust}) {
            if (file != null && !Files.isReadable(file)) {
                throw new IllegalArgumentException("HUB_TLS_…: " + file + " can't be read");
            }
        }
    }

    private static void together(String one, @Nullable Path a, String other, @Nullable Path b) {
        if ((a == null) != (b == null)) {
            throw new IllegalArgumentException(one + " and " + other + " are set together");
        }
    }

    private static boolean asksClients(@Nullable String clientAuth) {
        return clientAuth != null && ask(clientAuth) != Ssl.ClientAuth.NONE;
    }

    private static Ssl.ClientAuth ask(String clientAuth) {
        return switch (clientAuth.strip()) {
            case "", "none" -> Ssl.ClientAuth.NONE;
            case "want" -> Ssl.ClientAuth.WANT;
            case "need" -> Ssl.ClientAuth.NEED;
            default -> throw new IllegalArgumentException("HUB_TLS_CLIENT_AUTH is none, want or need");
        };
    }

    /** What the web server is to be set up with; null: plain HTTP. */
    @Nullable
    Ssl server() {
        if (certificate == null || key == null) {
            return null;
        }
        Ssl ssl = new Ssl();
        ssl.setEnabled(true);
        ssl.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        ssl.setCertificate(location(certificate));
        ssl.setCertificatePrivateKey(location(key));
        ssl.setClientAuth(clientAuth == null ? Ssl.ClientAuth.NONE : ask(clientAuth));
        if (clientCa != null) {
            ssl.setTrustCertificate(location(clientCa));
        }
        return ssl;
    }

    private static String location(Path file) {
        return file.toAbsolutePath().toUri().toString();
    }

    /** What partners are called with; null: as Java does by itself. Throws IllegalArgumentException for files that don't fit. */
    @Nullable
    SSLContext client() {
        if (clientCertificate == null && trust == null) {
            return null;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    clientCertificate == null || clientKey == null
                            ? null
                            : keys(clientCertificate, clientKey).getKeyManagers(),
                    trust == null ? null : trusted(trust),
                    null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "HUB_TLS_CLIENT_CERTIFICATE, HUB_TLS_CLIENT_KEY or HUB_TLS_TRUST: " + e.getMessage(), e);
        }
    }

    private static KeyManagerFactory keys(Path certificate, Path key) throws GeneralSecurityException, IOException {
        List<X509Certificate> chain = PemContent.load(certificate).getCertificates();
        PrivateKey secret = PemContent.load(key).getPrivateKey();
        KeyStore store = empty();
        store.setKeyEntry("hub", secret, IN_MEMORY, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, IN_MEMORY);
        return factory;
    }

    private static TrustManager[] trusted(Path further) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        TrustManagerFactory usual = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        usual.init((KeyStore) null);
        int number = 0;
        for (TrustManager manager : usual.getTrustManagers()) {
            if (manager instanceof X509TrustManager known) {
                for (X509Certificate authority : known.getAcceptedIssuers()) {
                    store.setCertificateEntry("java-" + number++, authority);
                }
            }
        }
        for (X509Certificate authority : PemContent.load(further).getCertificates()) {
            store.setCertificateEntry("further-" + number++, authority);
        }
        TrustManagerFactory all = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        all.init(store);
        return all.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}

package org.roaminghub.bench.station;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How stations come in: the hub's port for a security profile, and what they show there. No TLS session is taken up again: after a
 * power cut stations remember nothing.
 */
public final class Entry {

    private static final int PLAIN = 1;
    private static final int PASSWORD = 2;
    private static final int CERTIFICATE = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int profile;
    private final int port;
    private final @Nullable Authority authority;
    private final TrustManager[] trusted;
    private final ConcurrentMap<String, Authority.Holder> holders = new ConcurrentHashMap<>();

    private Entry(int profile, int port, @Nullable Authority authority) throws GeneralSecurityException {
        this.profile = profile;
        this.port = port;
        this.authority = authority;
        this.trusted = authority == null ? new TrustManager[0] : trusting(authority);
    }

    /** Security profile 1: a password in clear. */
    public static Entry plain(int port) throws GeneralSecurityException {
        return new Entry(PLAIN, port, null);
    }

    /** Security profile 2: a password inside TLS. */
    public static Entry password(int port, Authority authority) throws GeneralSecurityException {
        return new Entry(PASSWORD, port, authority);
    }

    /** Security profile 3: a certificate of the station's own. */
    public static Entry certificate(int port, Authority authority) throws GeneralSecurityException {
        return new Entry(CERTIFICATE, port, authority);
    }

    public int profile() {
        return profile;
    }

    public int port() {
        return port;
    }

    boolean hasPassword() {
        return profile != CERTIFICATE;
    }

    /** Makes what stations of these ids show, which they have long before they come. */
    void prepare(List<String> ids) {
        if (profile == CERTIFICATE) {
            ids.parallelStream().forEach(this::holder);
        }
    }

    /** The same socket, or TLS on it, with the handshake done. */
    Socket on(Socket socket, String id) throws IOException {
        if (authority == null) {
            return socket;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(profile == CERTIFICATE ? new KeyManager[] {new OneKey(holder(id))} : null, trusted, RANDOM);
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", port, true);
            tls.startHandshake();
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private Authority.Holder holder(String id) {
        return holders.computeIfAbsent(id, one -> {
            try {
                return java.util.Objects.requireNonNull(authority).station(one);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    static TrustManager[] trusting(Authority authority) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("root", authority.root());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust.getTrustManagers();
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }
}

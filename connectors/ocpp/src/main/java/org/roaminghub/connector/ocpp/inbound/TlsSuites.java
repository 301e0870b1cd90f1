package org.roaminghub.connector.ocpp.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** What a TLS listener offers: the four suites that OCPP demands of a central system (2.0.1 A00.FR.318, 421), and better ones. */
public final class TlsSuites {

    /** Without forward secrecy: Java has them switched off (docs/adr/0022). */
    private static final List<String> RSA_KEY_EXCHANGE =
            List.of("TLS_RSA_WITH_AES_256_GCM_SHA384", "TLS_RSA_WITH_AES_128_GCM_SHA256");

    private static final List<String> ALL = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private TlsSuites() {}

    /** In the order of preference, as far as this Java has them. */
    static List<String> of(SSLContext tls) {
        Set<String> known = Set.of(tls.getSupportedSSLParameters().getCipherSuites());
        List<String> wanted = new ArrayList<>(ALL);
        wanted.addAll(RSA_KEY_EXCHANGE);
        return wanted.stream().filter(known::contains).toList();
    }

    static String[] asArray(Iterable<String> wanted, Set<String> supported) {
        List<String> taken = new ArrayList<>();
        wanted.forEach(suite -> {
            if (supported.contains(suite)) {
                taken.add(suite);
            }
        });
        return taken.toArray(String[]::new);
    }

    /** Whether stations that can do nothing better than RSA key exchange are served. */
    public static boolean haveRsaKeyExchange(SSLContext tls) {
        return of(tls).containsAll(RSA_KEY_EXCHANGE);
    }
}

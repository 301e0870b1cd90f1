package org.roaminghub.outside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.TestFolders;
import org.roaminghub.bench.site.FreePort;

/** A hub with listeners for all security profiles and short times, for the tests that need them; made once. */
final class TlsPorts {

    static final Duration HANDSHAKE = Duration.ofSeconds(5);
    static final int ACCEPT_RATE = 60;
    static final String CPO = "Harbour Power";

    private static @Nullable TlsPorts shared;

    /** Signs the hub's certificates. */
    final Pki server = Pki.root("Server CA");
    /** Signs stations' certificates. */
    final Pki stations = Pki.root("Station CA");
    /** Signs what cars are shown, and the authority of the mobility operators. */
    final Pki v2g = Pki.root("V2G Root");

    final OcspResponder responder;
    /** Signs contracts' certificates. */
    final Pki mobility;
    /** Where the list of revoked ones is. */
    final Path revoked;

    final Path folder;
    final int tls = FreePort.next();
    final int mtls = FreePort.next();
    final LiveHub hub;

    private TlsPorts(Path folder) throws IOException {
        this.folder = folder;
        this.responder = new OcspResponder();
        this.mobility = v2g.under("MO Sub", responder.url());
        responder.issuers.addAll(List.of(v2g, mobility));
        String outside = "http://127.0.0.1:"
                + StationCertificatesTest.outside(stations, v2g).getAddress().getPort();
        this.revoked = Pki.file(folder, "revoked.pem", Pki.pem(stations.revoking()));
        Pki.Holder ecdsa = server.holder("CN=hub-ecdsa");
        Pki.Holder rsa = server.holder("CN=hub-rsa", "RSA", Duration.ofDays(1), null);
        List<String> settings = new ArrayList<>(List.of(
                "--hub.ocpp.tls-port=" + tls,
                "--hub.ocpp.mtls-port=" + mtls,
                "--hub.ocpp.tls-certificate=" + Pki.file(folder, "ecdsa.crt", Pki.pem(ecdsa)),
                "--hub.ocpp.tls-key=" + Pki.file(folder, "ecdsa.key", Pki.pem(ecdsa.key())),
                "--hub.ocpp.tls-rsa-certificate=" + Pki.file(folder, "rsa.crt", Pki.pem(rsa)),
                "--hub.ocpp.tls-rsa-key=" + Pki.file(folder, "rsa.key", Pki.pem(rsa.key())),
                // Their effect is on the whole process, and looked at in one of its own.
                "--hub.ocpp.tls-rsa-key-exchange=false",
                "--hub.ocpp.client-ca=" + Pki.file(folder, "stations.crt", Pki.pem(stations.certificate)),
                "--hub.ocpp.client-crl=" + revoked,
                "--hub.ocpp.cpo-name=" + CPO,
                "--hub.ocpp.sign-url=" + outside + "/sign",
                "--hub.ocpp.sign-token=of-the-authority",
                "--hub.pnc.roots=" + Pki.file(folder, "roots.crt", Pki.pem(v2g.certificate, mobility.certificate)),
                "--hub.pnc.pool-url=" + outside + "/pool",
                "--hub.ocpp.handshake=" + HANDSHAKE.toSeconds() + "s",
                "--hub.ocpp.ping=2s",
                "--hub.station-offline-wait=6s",
                "--hub.ocpp.accept-rate=" + ACCEPT_RATE));
        this.hub = LiveHub.start(folder.resolve("data"), FreePort.next(), settings.toArray(String[]::new));
    }

    static synchronized TlsPorts shared() {
        TlsPorts ports = shared;
        if (ports == null) {
            try {
                ports = new TlsPorts(TestFolders.make("hub-tls"));
                shared = ports;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return ports;
    }

    String tlsUrl() {
        return "wss://127.0.0.1:" + tls;
    }

    String mtlsUrl() {
        return "wss://127.0.0.1:" + mtls;
    }

    HttpClient client(Pki.@Nullable Holder shown) {
        return HttpClient.newBuilder()
                .sslContext(Pki.Holder.context(shown, server))
                .build();
    }

    static HttpClient from(String address) {
        try {
            return HttpClient.newBuilder()
                    .localAddress(InetAddress.getByName(address))
                    .build();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

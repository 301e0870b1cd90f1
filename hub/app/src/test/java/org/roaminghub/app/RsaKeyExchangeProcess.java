package org.roaminghub.app;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.roaminghub.connector.ocpp.OcppConnector;
import org.roaminghub.connector.ocpp.inbound.Entrance;
import org.roaminghub.vocabulary.Ids;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

/** Opens a listener as the hub does, and says which suites a client gets, by which kind of certificate. */
final class RsaKeyExchangeProcess {

    private static final String PASSWORD = "of-a-test";

    private RsaKeyExchangeProcess() {}

    public static void main(String[] args) throws Exception {
        MockEnvironment environment = new MockEnvironment();
        if (!args[0].equals("none")) {
            environment.setProperty("hub.ocpp.tls-rsa-certificate", "a file");
            environment.setProperty("hub.ocpp.tls-rsa-key-exchange", args[0]);
        }
        new RsaKeyExchange().postProcessEnvironment(environment, new SpringApplication());
        Path folder = Files.createTempDirectory("rsa");
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        OcppSettings settings = new OcppSettings(
                0,
                null,
                folder.resolve("EC.crt"),
                keytool(folder, "EC", known),
                folder.resolve("RSA.crt"),
                keytool(folder, "RSA", known),
                true,
                null,
                List.of(),
                false,
                null,
                null,
                null,
                null,
                null,
                365,
                100,
                100,
                Duration.ofSeconds(30),
                Duration.ofSeconds(40),
                null,
                Duration.ofMinutes(11));
        OcppConnector connector = OcppConnector.create(
                StationDoors.of(
                        0, "http://localhost", settings, new PncSettings(null, true, null, null, null), Instant::now),
                () -> {
                    throw new IllegalStateException("nobody comes in");
                },
                () -> {
                    throw new IllegalStateException("nobody comes in");
                },
                () -> {
                    throw new IllegalStateException("nobody comes in");
                },
                Runnable::run,
                Instant::now,
                new NoIds());
        connector.open();
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(known);
        for (String suite : List.of(
                "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                "TLS_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_RSA_WITH_AES_256_GCM_SHA384")) {
            System.out.println(suite + " " + shown(connector.port(Entrance.TLS), suite, trust.getTrustManagers()));
        }
        SSLContext usual = SSLContext.getDefault();
        System.out.println("by default "
                + Arrays.stream(usual.getDefaultSSLParameters().getCipherSuites())
                        .filter(suite -> suite.startsWith("TLS_RSA_"))
                        .count());
        connector.close();
        System.exit(0);
    }

    private static String shown(int port, String suite, TrustManager[] trust) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust, null);
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSSLParameters(new SSLParameters(new String[] {suite}, new String[] {"TLSv1.2"}));
            socket.setSoTimeout(30_000);
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getPublicKey()
                    .getAlgorithm();
        } catch (IOException | IllegalArgumentException e) {
            return "refused " + e.getMessage();
        }
    }

    /** Makes the certificate beside it. */
    private static Path keytool(Path folder, String kind, KeyStore known) throws Exception {
        Path file = folder.resolve(kind + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        kind,
                        "-dname",
                        "CN=" + kind,
                        "-keyalg",
                        kind,
                        "-validity",
                        "2",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool");
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        Certificate shown = Objects.requireNonNull(store.getCertificate(kind));
        PrivateKey secret = (PrivateKey) Objects.requireNonNull(store.getKey(kind, PASSWORD.toCharArray()));
        known.setCertificateEntry(kind, shown);
        pem(folder.resolve(kind + ".crt"), "CERTIFICATE", shown.getEncoded());
        return pem(folder.resolve(kind + ".key"), "PRIVATE KEY", secret.getEncoded());
    }

    private static Path pem(Path file, String what, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
    }

    private static final class NoIds implements Ids {
        @Override
        public UUID next() {
            throw new IllegalStateException("nobody comes in");
        }

        @Override
        public UUID random() {
            throw new IllegalStateException("nobody comes in");
        }
    }
}

package org.roaminghub.bench.station;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.roaminghub.bench.measure.CpuClock;
import org.roaminghub.bench.measure.Load;
import org.roaminghub.bench.measure.Measured;
import org.roaminghub.bench.measure.Operation;

/**
 * The limit of a storm through TLS: ends of the same kind that shake hands, exchange one byte and part, both in this process. With
 * the stations on the same machine as the hub no hub can take in more.
 */
public final class RawHandshakes implements Closeable {

    public static final int CLIENTS = 8;
    private static final int BACKLOG = 64;
    private static final int HELLO = 1;

    private final SSLServerSocket server;
    private final Entry entry;

    /** {@code certificates}: both ends show one, else only the server. */
    public RawHandshakes(Authority authority, boolean certificates) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new OneKey(authority.server())}, Entry.trusting(authority), new SecureRandom());
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(certificates);
        entry = certificates
                ? Entry.certificate(server.getLocalPort(), authority)
                : Entry.password(server.getLocalPort(), authority);
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        try {
            while (true) {
                Socket come = server.accept();
                Thread.ofVirtual().start(() -> answer(come));
            }
        } catch (IOException closed) {
            // That is the end.
        }
    }

    private static void answer(Socket come) {
        try (come) {
            come.getOutputStream().write(come.getInputStream().read());
        } catch (IOException gone) {
            // The client counts it.
        }
    }

    /** As fast as it goes, for so long. */
    public Measured measure(Duration time) throws InterruptedException {
        CpuClock cpu = CpuClock.of(() -> Set.of(ProcessHandle.current().pid()));
        return new Load(CLIENTS, time, client -> new Once("raw" + client), cpu).run();
    }

    private final class Once implements Operation {

        private final String id;

        Once(String id) {
            this.id = id;
        }

        @Override
        public boolean run() throws IOException {
            try (Socket plain = new Socket()) {
                plain.setTcpNoDelay(true);
                plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), entry.port()));
                try (Socket tls = entry.on(plain, id)) {
                    tls.getOutputStream().write(HELLO);
                    return tls.getInputStream().read() == HELLO;
                }
            }
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

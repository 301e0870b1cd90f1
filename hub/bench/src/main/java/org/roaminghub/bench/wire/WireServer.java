package org.roaminghub.bench.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server on a loopback port: one thread per connection, keep-alive, answers that were made beforehand. */
public final class WireServer implements AutoCloseable {

    private static final int BACKLOG = 1_024;

    /** Gives the whole response, head and body; no bytes means that no answer is given and the connection stays open. */
    @FunctionalInterface
    public interface Handler {
        byte[] answer(HttpMessage request) throws IOException;
    }

    private final ServerSocket listener;
    private final Handler handler;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private WireServer(ServerSocket listener, Handler handler) {
        this.listener = listener;
        this.handler = handler;
    }

    /** Listens at once; port 0 takes a free one. */
    public static WireServer open(int port, Handler handler) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException failure) {
            listener.close();
            throw failure;
        }
        WireServer server = new WireServer(listener, handler);
        server.daemon("accept", server::accept);
        return server;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Refuses connections from now on and ends those that are open. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.add(connection);
                daemon("serve", () -> serve(connection));
                if (listener.isClosed()) {
                    connection.close();
                }
            } catch (IOException closed) {
                // close() ends the loop; a connection that broke while it was accepted is the peer's affair.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            OutputStream out = connection.getOutputStream();
            HttpMessage request = new HttpMessage(connection.getInputStream());
            while (request.readRequest()) {
                byte[] answer = handler.answer(request);
                if (answer.length > 0) {
                    out.write(answer);
                }
            }
        } catch (IOException gone) {
            // The peer or close() ended the connection: nobody is left to be told.
        } finally {
            connections.remove(connection);
        }
    }

    private void daemon(String what, Runnable work) {
        Thread.ofPlatform().daemon().name("bench-" + what + "-" + port()).start(work);
    }
}

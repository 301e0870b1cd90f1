package org.roaminghub.connector.ocpp.pki;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Responders, signing authorities and pools of contract certificates, by HTTP: one question, one answer, in time. Addresses that
 * stations name lead nowhere inside but to this machine itself, unless the operator names the host.
 */
public final class Outside {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final HttpClient client;
    private final Duration patience;
    private final Set<String> insideHosts;

    /** {@code insideHosts}: private addresses that stations may name. {@code tls}: null as Java does by itself. */
    public Outside(Duration patience, Set<String> insideHosts, @Nullable SSLContext tls) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1);
        this.client = (tls == null ? builder : builder.sslContext(tls)).build();
        this.patience = patience;
        this.insideHosts = Set.copyOf(insideHosts);
    }

    /** {@code named}: by a station, not by the operator. The answer's body; throws when there is none, in time, with 200. */
    byte[] post(URI to, String type, byte[] body, int mostBytes, boolean named, String... headers)
            throws IOException, InterruptedException, TimeoutException {
        String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || to.getHost() == null) {
            throw new IOException("no address of the web");
        }
        if (named && !mayBeNamed(to.getHost())) {
            throw new IOException("an address inside");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .timeout(patience)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        CompletableFuture<HttpResponse<byte[]>> asked = client.sendAsync(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), mostBytes));
        try {
            HttpResponse<byte[]> answer = asked.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (answer.statusCode() != OK) {
                throw new IOException("HTTP " + answer.statusCode());
            }
            return answer.body();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            asked.cancel(true);
        }
    }

    private boolean mayBeNamed(String host) throws IOException {
        if (insideHosts.contains(host)) {
            return true;
        }
        for (InetAddress address : InetAddress.getAllByName(host)) {
            byte first = address.getAddress()[0];
            boolean uniqueLocal = address.getAddress().length == 16 && (first & 0xfe) == 0xfc;
            if (address.isAnyLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isMulticastAddress()
                    || uniqueLocal) {
                return false;
            }
        }
        return true;
    }
}

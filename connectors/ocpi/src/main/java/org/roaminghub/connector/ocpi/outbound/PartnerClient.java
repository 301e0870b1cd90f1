package org.roaminghub.connector.ocpi.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls partners from the caller's own (virtual) thread over kept connections. Never repeats a call: what was sent may have
 * been taken. A slow partner holds at most {@link #MAX_IN_FLIGHT} calls, and none beyond its deadline.
 */
public final class PartnerClient implements AutoCloseable {

    /** Calls of one platform under way at once; the next one is refused at once. */
    public static final int MAX_IN_FLIGHT = 64;
    /** Bytes of an answer. */
    public static final int MAX_ANSWER = 8 * 1024 * 1024;

    private static final int MAX_CONNECTIONS_PER_HOST = 256;
    private static final int MAX_CONNECTIONS = 8192;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_LENGTH = 8192;
    private static final Timeout CONNECT = Timeout.ofSeconds(3);
    /** Unused connections are looked at before use: a partner may have closed them meanwhile. */
    private static final TimeValue LOOK_AFTER = TimeValue.ofMilliseconds(50);
    /** Node closes idle connections after 5 s without saying so; 60 s is what others say. */
    private static final TimeValue KEEP_UNTOLD = TimeValue.ofSeconds(4);

    private static final Set<String> KEPT_HEADERS = Set.of("location", "link", "x-total-count", "x-limit");
    private static final ContentType JSON = ContentType.create("application/json");
    private static final Header ACCEPT = new BasicHeader("Accept", "application/json");

    private static final Logger LOG = LoggerFactory.getLogger(PartnerClient.class);

    private final Ids ids;
    private final CloseableHttpClient http;
    private final ScheduledThreadPoolExecutor deadlines;
    private final Map<PlatformId, Semaphore> inFlight = new ConcurrentHashMap<>();

    /** {@code tls}: with what certificates, and whom to believe; null as Java does by itself. */
    public PartnerClient(Ids ids, @Nullable SSLContext tls) {
        this.ids = ids;
        this.deadlines = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("ocpi-deadlines").factory());
        deadlines.setRemoveOnCancelPolicy(true);
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(
                        new DefaultClientTlsStrategy(tls == null ? SSLContexts.createSystemDefault() : tls))
                .setMaxConnPerRoute(MAX_CONNECTIONS_PER_HOST)
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setValidateAfterInactivity(LOOK_AFTER)
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(MAX_HEADERS)
                                .setMaxLineLength(MAX_HEADER_LENGTH)
                                .build())
                        .build())
                .build();
        this.http = HttpClients.custom()
                .setConnectionManager(connections)
                .setUserAgent("roaming-hub")
                .setKeepAliveStrategy((response, context) -> keepAlive(response))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static TimeValue keepAlive(HttpResponse response) {
        Header told = response.getFirstHeader("Keep-Alive");
        String value =
                told == null || told.getValue() == null ? "" : told.getValue().toLowerCase(Locale.ROOT);
        int at = value.indexOf("timeout=");
        if (at < 0) {
            return KEEP_UNTOLD;
        }
        int end = at + "timeout=".length();
        int seconds = 0;
        for (; end < value.length() && Character.isDigit(value.charAt(end)) && seconds < 1000; end++) {
            seconds = seconds * 10 + value.charAt(end) - '0';
        }
        return TimeValue.ofSeconds(Math.max(0, seconds - 1));
    }

    /** Never throws for what the partner does. */
    public Reply call(Request request) {
        Semaphore slots = inFlight.computeIfAbsent(request.platform(), p -> new Semaphore(MAX_IN_FLIGHT));
        if (!slots.tryAcquire()) {
            return new Reply.None(Refusal.PARTY_SILENT, "Too many calls to the party are in flight.");
        }
        try {
            return callNow(request);
        } finally {
            slots.release();
        }
    }

    private Reply callNow(Request request) {
        HttpUriRequestBase message = messageOf(request);
        var over = new AtomicBoolean();
        var watch = deadlines.schedule(
                () -> {
                    over.set(true);
                    message.cancel();
                },
                request.deadline().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return http.execute(message, response -> read(response, message));
        } catch (IOException | RuntimeException e) {
            if (over.get()) {
                return new Reply.None(
                        Refusal.PARTY_SILENT,
                        "The party did not answer within " + request.deadline().toMillis() + " ms.");
            }
            if (e instanceof IOException io) {
                return failed(io);
            }
            throw (RuntimeException) e;
        } finally {
            watch.cancel(false);
        }
    }

    private static Reply failed(IOException e) {
        return switch (e) {
            case SocketTimeoutException x -> new Reply.None(Refusal.PARTY_SILENT, "The party did not answer in time.");
            case UnknownHostException x -> new Reply.None(Refusal.PARTY_OFFLINE, "The party's host is not known.");
            case ConnectException x -> new Reply.None(Refusal.PARTY_OFFLINE, "The party's host takes no connection.");
            case NoRouteToHostException x ->
                new Reply.None(Refusal.PARTY_OFFLINE, "The party's host can't be reached.");
            case TooLarge x ->
                new Reply.None(Refusal.PARTY_FAILED, "The party's answer is larger than " + MAX_ANSWER + " bytes.");
            default -> {
                // The reason goes to another party: the name of a class is for the log only.
                LOG.debug("ocpi.connection_broke reason={}", e.getClass().getSimpleName());
                yield new Reply.None(Refusal.PARTY_FAILED, "The connection to the party broke.");
            }
        };
    }

    private HttpUriRequestBase messageOf(Request request) {
        var message = new HttpUriRequestBase(request.method(), java.net.URI.create(request.url()));
        var patience = Timeout.ofMilliseconds(request.deadline().toMillis());
        message.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(patience)
                .setResponseTimeout(patience)
                .build());
        message.setHeader(ACCEPT);
        message.setHeader(
                "Authorization", "Token " + (request.base64() ? base64(request.credential()) : request.credential()));
        message.setHeader("X-Request-ID", ids.random().toString());
        message.setHeader("X-Correlation-ID", request.correlationId());
        route(message, "to", request.to());
        route(message, "from", request.from());
        if (request.body() != null) {
            message.setEntity(new ByteArrayEntity(request.body(), JSON));
        }
        return message;
    }

    private static String base64(String credential) {
        return Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8));
    }

    private static void route(HttpUriRequestBase message, String which, @Nullable PartyId party) {
        if (party != null) {
            message.setHeader("OCPI-" + which + "-country-code", party.country());
            message.setHeader("OCPI-" + which + "-party-id", party.party());
        }
    }

    private static Reply read(ClassicHttpResponse response, HttpUriRequestBase request) throws IOException {
        int status = response.getCode();
        byte[] bytes = response.getEntity() == null
                ? new byte[0]
                : bounded(response.getEntity().getContent(), request);
        if (status == 401 || status == 403) {
            return new Reply.None(Refusal.PARTY_FAILED, Reply.NOT_ACCEPTED + status + ".");
        }
        if (status < 200 || status >= 500 || (status >= 300 && status < 400) || status == 408 || status == 429) {
            return new Reply.None(Refusal.PARTY_FAILED, "The party answered HTTP " + status + ".");
        }
        JsonNode body;
        try {
            body = Json.read(bytes);
        } catch (NotJson e) {
            return new Reply.None(Refusal.PARTY_FAILED, "The party answered HTTP " + status + " without JSON.");
        }
        if (!(body instanceof ObjectNode envelope)
                || !envelope.path("status_code").isInt()) {
            return new Reply.None(
                    Refusal.PARTY_FAILED, "The party answered HTTP " + status + " without an OCPI envelope.");
        }
        int code = envelope.path("status_code").intValue();
        if (code < 1000 || code >= 4000 || (code < 2000 && status >= 400)) {
            return new Reply.None(
                    Refusal.PARTY_FAILED, "The party answered HTTP " + status + " with status_code " + code + ".");
        }
        return new Reply.Answered(status, code, envelope, bytes, headers(response));
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        var kept = new HashMap<String, String>();
        for (Header header : response.getHeaders()) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            if (KEPT_HEADERS.contains(name) && header.getValue() != null) {
                kept.putIfAbsent(name, header.getValue());
            }
        }
        return kept;
    }

    /** Who closes the stream of an answer reads it to its end first: one that is too large is cut off instead. */
    private static byte[] bounded(InputStream content, HttpUriRequestBase request) throws IOException {
        var bytes = new ByteArrayOutputStream(2048);
        var buffer = new byte[8192];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            if (bytes.size() + n > MAX_ANSWER) {
                request.cancel();
                throw new TooLarge();
            }
            bytes.write(buffer, 0, n);
        }
        return bytes.toByteArray();
    }

    private static final class TooLarge extends IOException {}

    @Override
    public void close() {
        deadlines.shutdownNow();
        http.close(org.apache.hc.core5.io.CloseMode.GRACEFUL);
    }
}

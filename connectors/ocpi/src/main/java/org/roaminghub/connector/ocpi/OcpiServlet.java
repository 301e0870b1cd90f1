package org.roaminghub.connector.ocpi;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.inbound.OcpiRequest;
import org.roaminghub.connector.ocpi.inbound.OcpiResponse;
import org.roaminghub.spi.inbound.ShownCertificate;

/** Carries requests from a servlet container, mounted at {@code /ocpi/*}, to the endpoint and answers back. */
public final class OcpiServlet extends HttpServlet {

    private static final byte[] NOTHING = new byte[0];
    /** Jakarta Servlet §3.10: what the client showed, its own first. */
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
    /** Bytes read at once; most bodies are much shorter and need no more room than they have. */
    private static final int MAX_BUFFER = 8192;
    /** Bytes of a body beyond the limit that are still taken from the wire. */
    private static final long MAX_FORGOTTEN = 16L * 1024 * 1024;

    private final transient OcpiEndpoint endpoint;
    private final Duration bodyTime;

    public OcpiServlet(OcpiEndpoint endpoint) {
        this(endpoint, OcpiEndpoint.MAX_BODY_TIME);
    }

    OcpiServlet(OcpiEndpoint endpoint, Duration bodyTime) {
        this.endpoint = endpoint;
        this.bodyTime = bodyTime;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        OcpiResponse answer = answer(request);
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    private OcpiResponse answer(HttpServletRequest request) throws IOException {
        String prefix = request.getContextPath() + request.getServletPath();
        String uri = request.getRequestURI();
        String path = uri.startsWith(prefix) ? uri.substring(prefix.length()) : uri;
        OcpiRequest head = new OcpiRequest(
                request.getMethod(), path, request.getQueryString(), headers(request), certificate(request), NOTHING);
        byte[] body;
        try {
            body = body(request);
        } catch (SocketTimeoutException e) {
            return endpoint.tooSlow(head);
        } catch (UnknownEncoding e) {
            return endpoint.unknownEncoding(head);
        } catch (ZipException | EOFException e) {
            return endpoint.brokenEncoding(head);
        }
        if (body == null) {
            return endpoint.tooLarge(head);
        }
        return endpoint.handle(head.with(body));
    }

    private static @Nullable ShownCertificate certificate(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                ? shown(chain[0])
                : null;
    }

    private static ShownCertificate shown(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new ShownCertificate(
                    certificate.getSubjectX500Principal().getName(X500Principal.CANONICAL),
                    HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Null when it is too large; SocketTimeoutException when it takes too long as a whole, however steadily it drips. Of one that
     * is too large, as sent or unpacked, the rest is read and forgotten, up to a limit: a client that writes all before it reads would find a broken
     * connection and never the answer.
     */
    private byte @Nullable [] body(HttpServletRequest request) throws IOException {
        long announced = request.getContentLengthLong();
        if (announced == 0) {
            return NOTHING;
        }
        if (announced > MAX_FORGOTTEN) {
            return null;
        }
        long until = System.nanoTime() + bodyTime.toNanos();
        boolean tooLarge = announced > OcpiEndpoint.MAX_BODY;
        var bytes = new ByteArrayOutputStream(announced > 0 && !tooLarge ? (int) announced : 1024);
        var buffer = new byte[announced > 0 ? (int) Math.min(announced + 1, MAX_BUFFER) : MAX_BUFFER];
        long total = 0;
        InputStream in = decoded(request);
        for (int n = in.read(buffer); n >= 0 && total <= MAX_FORGOTTEN; n = in.read(buffer)) {
            total += n;
            tooLarge |= total > OcpiEndpoint.MAX_BODY;
            if (!tooLarge) {
                bytes.write(buffer, 0, n);
            }
            if (System.nanoTime() - until > 0) {
                throw new SocketTimeoutException();
            }
        }
        return tooLarge ? null : bytes.toByteArray();
    }

    private static InputStream decoded(HttpServletRequest request) throws IOException {
        String encoding = request.getHeader("Content-Encoding");
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity" -> request.getInputStream();
            case "gzip", "x-gzip" -> new GZIPInputStream(request.getInputStream());
            default -> throw new UnknownEncoding();
        };
    }

    private static final class UnknownEncoding extends IOException {}

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>(1))
                    .addAll(Collections.list(request.getHeaders(name)));
        }
        return headers;
    }
}

package org.roaminghub.connector.ocpi.outbound;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.inbound.PartnerConnection;

/** Addresses of partners: which ones the hub calls at all, and how paths are put behind them (OCPI 2.2.1 ch. 4). */
public final class PartnerUrl {

    private static final int MAX_LENGTH = 255;
    private static final String HEX = "0123456789ABCDEF";
    private static final String UNENCODED = "-._~*:@,";

    private PartnerUrl() {}

    /** Why the hub won't call this address; empty when it will. Plain http is for loopback unless the operator allows it. */
    public static Optional<String> problemWith(String url, boolean allowPlainHttp) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("is not a URL");
        }
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (url.length() > MAX_LENGTH || scheme == null || host == null) {
            return Optional.of("is not a URL with a host and at most " + MAX_LENGTH + " characters");
        }
        if (uri.getUserInfo() != null || uri.getFragment() != null) {
            return Optional.of("must have no user and no fragment");
        }
        if (scheme.equalsIgnoreCase("https")) {
            return Optional.empty();
        }
        if (!scheme.equalsIgnoreCase("http")) {
            return Optional.of("must begin with https");
        }
        return allowPlainHttp || isLoopback(host)
                ? Optional.empty()
                : Optional.of("must begin with https: plain http is for loopback only");
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    /** The endpoint with segments behind it, exactly one slash between, each segment encoded. A query stays at the end. */
    public static String join(String endpoint, String... segments) {
        int mark = endpoint.indexOf('?');
        String path = mark < 0 ? endpoint : endpoint.substring(0, mark);
        var url = new StringBuilder(path.length() + 64).append(path);
        if (segments.length > 0) {
            while (!url.isEmpty() && url.charAt(url.length() - 1) == '/') {
                url.setLength(url.length() - 1);
            }
        }
        for (String segment : segments) {
            encode(segment, url.append('/'));
        }
        return mark < 0
                ? url.toString()
                : url.append(endpoint, mark, endpoint.length()).toString();
    }

    /** With a raw query, already encoded, added; null or empty adds nothing. */
    public static String withQuery(String url, @Nullable String rawQuery) {
        return rawQuery == null || rawQuery.isEmpty() ? url : url + (url.indexOf('?') < 0 ? '?' : '&') + rawQuery;
    }

    public static String encode(String text) {
        return encode(text, new StringBuilder(text.length() + 8)).toString();
    }

    private static StringBuilder encode(String text, StringBuilder to) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if ((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || UNENCODED.indexOf(c) >= 0) {
                to.append(c);
            } else {
                to.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return to;
    }

    /** Whether the address lies where the partner itself is: its versions URL or one of its endpoints. */
    public static boolean isWithin(PartnerConnection connection, String url) {
        return sameOrigin(connection.url(), url)
                || connection.endpoints().stream().anyMatch(e -> sameOrigin(e.url(), url));
    }

    /** Same scheme, host and port. */
    public static boolean sameOrigin(String one, String other) {
        try {
            URI a = new URI(one);
            URI b = new URI(other);
            return a.getHost() != null
                    && a.getHost().equalsIgnoreCase(b.getHost())
                    && a.getScheme().equalsIgnoreCase(b.getScheme())
                    && port(a) == port(b);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}

package org.roaminghub.connector.ocpp.inbound;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The handshake: who is it, and may it come in? Nothing is upgraded before both are answered. */
final class Door extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final String PATH = "/ocpp/";
    private static final String BASIC = "Basic ";

    private final Gateway gateway;
    private final Entrance entrance;
    private boolean asked;

    Door(Gateway gateway, Entrance entrance) {
        super(false);
        this.gateway = gateway;
        this.entrance = entrance;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        String path = request.uri().split("\\?", 2)[0];
        Optional<String> identity = path.startsWith(PATH) ? decoded(path.substring(PATH.length())) : Optional.empty();
        boolean upgrade = request.headers().containsValue(HttpHeaderNames.UPGRADE, "websocket", true);
        if (asked || !request.decoderResult().isSuccess()) {
            refuse(context, request, HttpResponseStatus.BAD_REQUEST);
        } else if (identity.isEmpty()) {
            refuse(context, request, HttpResponseStatus.NOT_FOUND);
        } else if (!request.method().equals(HttpMethod.GET) || !upgrade) {
            refuse(context, request, HttpResponseStatus.UPGRADE_REQUIRED);
        } else {
            asked = true;
            gateway.welcome(
                    context,
                    request,
                    new Gatekeeper.Visitor(
                            entrance,
                            identity.get(),
                            address(context),
                            credentials(request.headers().get(HttpHeaderNames.AUTHORIZATION)),
                            certificates(context),
                            null));
        }
    }

    private static String address(ChannelHandlerContext context) {
        return context.channel().remoteAddress() instanceof InetSocketAddress from
                ? from.getAddress().getHostAddress()
                : "";
    }

    /** What TLS was shown; empty where it did not ask. */
    private static List<X509Certificate> certificates(ChannelHandlerContext context) {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate shown :
                    tls == null ? new Certificate[0] : tls.engine().getSession().getPeerCertificates()) {
                chain.add((X509Certificate) shown);
            }
            return chain;
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
    }

    /** User and password as they came, the password as bytes (facts §3). */
    record Credentials(String user, byte[] password) {
        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    /** Of an Authorization header; null: none that could be read. */
    static @Nullable Credentials credentials(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return null;
        }
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            int colon = 0;
            while (colon < bytes.length && bytes[colon] != ':') {
                colon++;
            }
            return colon == bytes.length
                    ? null
                    : new Credentials(
                            new String(bytes, 0, colon, StandardCharsets.UTF_8),
                            Arrays.copyOfRange(bytes, colon + 1, bytes.length));
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    /** Percent signs are undone once; a plus is a plus. Empty for what is no identity. */
    static Optional<String> decoded(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
            int low = i + 2 < path.length() ? Character.digit(path.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        String identity = bytes.toString(StandardCharsets.UTF_8);
        return identity.isEmpty() || identity.length() > Gateway.MAX_IDENTITY || identity.contains("\0")
                ? Optional.empty()
                : Optional.of(identity);
    }

    static void refuse(ChannelHandlerContext context, FullHttpRequest request, HttpResponseStatus status) {
        request.release();
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        response.headers().set(HttpHeaderNames.CONNECTION, "close");
        if (status.equals(HttpResponseStatus.UNAUTHORIZED)) {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Basic realm=\"ocpp\"");
        }
        if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers().set(HttpHeaderNames.UPGRADE, "websocket");
        }
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}

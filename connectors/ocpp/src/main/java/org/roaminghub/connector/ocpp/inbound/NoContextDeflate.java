package org.roaminghub.connector.ocpp.inbound;

import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * permessage-deflate that forgets after each message, on both sides, asked for or not (RFC 7692 §7.1.1): what deflate remembers
 * costs up to 300 KB for each idle socket.
 */
final class NoContextDeflate implements WebSocketServerExtensionHandshaker {

    private static final int LEVEL = 6;
    private static final int WINDOW = 15;

    private final PerMessageDeflateServerExtensionHandshaker deflate;

    NoContextDeflate(int maxMessageBytes) {
        this.deflate =
                new PerMessageDeflateServerExtensionHandshaker(LEVEL, false, WINDOW, true, true, maxMessageBytes);
    }

    @Override
    public @Nullable WebSocketServerExtension handshakeExtension(WebSocketExtensionData offer) {
        Map<String, @Nullable String> parameters = new HashMap<>(offer.parameters());
        parameters.put("server_no_context_takeover", null);
        parameters.put("client_no_context_takeover", null);
        return deflate.handshakeExtension(new WebSocketExtensionData(offer.name(), parameters));
    }
}

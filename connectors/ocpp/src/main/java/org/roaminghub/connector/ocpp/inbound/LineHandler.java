package org.roaminghub.connector.ocpp.inbound;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.roaminghub.connector.ocpp.wire.Frames;

/** The end of a socket's pipeline: frames to the line, and signs of life. */
final class LineHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

    /** Pings that may stay without any sign of life. */
    private static final int MAX_SILENT_PINGS = 2;
    /** So long what is still on its way is read and thrown away, so that our close frame isn't lost by a reset. */
    private static final int DRAIN_S = 3;

    private final Line line;
    private final Consumer<Line> whenGone;
    private int silentPings;
    private boolean closing;

    LineHandler(Line line, Consumer<Line> whenGone) {
        this.line = line;
        this.whenGone = whenGone;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        silentPings = 0;
        if (closing) {
            if (frame instanceof CloseWebSocketFrame) {
                context.close();
            }
            return;
        }
        switch (frame) {
            case TextWebSocketFrame text -> line.came(Frames.read(ByteBufUtil.getBytes(text.content()), line.version));
            case PingWebSocketFrame ping ->
                line.write(new PongWebSocketFrame(ping.content().retain()));
            case CloseWebSocketFrame bye ->
                context.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
                        .addListener(done -> context.close());
            case BinaryWebSocketFrame binary -> close(context, WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
            default -> {}
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        // While the hub itself doesn't read, silence says nothing.
        if (event instanceof IdleStateEvent && context.channel().config().isAutoRead()) {
            if (silentPings++ < MAX_SILENT_PINGS) {
                context.writeAndFlush(new PingWebSocketFrame());
            } else {
                context.close();
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        switch (cause) {
            case CorruptedWebSocketFrameException corrupted -> close(context, corrupted.closeStatus());
            case TooLongFrameException tooLong -> close(context, WebSocketCloseStatus.MESSAGE_TOO_BIG);
            case DecompressionException tooLong -> close(context, WebSocketCloseStatus.MESSAGE_TOO_BIG);
            case CodecException unreadable -> close(context, WebSocketCloseStatus.PROTOCOL_ERROR);
            default -> context.close();
        }
    }

    private void close(ChannelHandlerContext context, WebSocketCloseStatus why) {
        if (!closing) {
            closing = true;
            context.channel().config().setAutoRead(true);
            context.writeAndFlush(new CloseWebSocketFrame(why));
            context.executor().schedule(() -> context.close(), DRAIN_S, TimeUnit.SECONDS);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        whenGone.accept(line);
    }
}

package org.roaminghub.connector.ocpp.inbound;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/**
 * Takes in so many new sockets a second and leaves the others in the kernel's queue. After an outage all stations come at once,
 * and each costs a handshake: those that are connected must not wait for it.
 */
final class AcceptGate extends ChannelInboundHandlerAdapter {

    /** What may come at once after quiet: half a second's. */
    private static final int BURST_PART = 2;

    private final long everyNanos;
    private final long burstNanos;
    private long nextAt;
    private boolean shut;

    AcceptGate(int perSecond) {
        this.everyNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.burstNanos = Math.max(everyNanos, TimeUnit.SECONDS.toNanos(1) / BURST_PART);
        this.nextAt = System.nanoTime();
    }

    /** {@code socket} is a new one. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object socket) {
        context.fireChannelRead(socket);
        long now = System.nanoTime();
        nextAt = Math.max(nextAt, now) + everyNanos;
        if (ahead(now) > 0 && !shut) {
            shut = true;
            context.channel().config().setAutoRead(false);
            reopen(context, ahead(now));
        }
    }

    private long ahead(long now) {
        return nextAt - now - burstNanos;
    }

    /** Several were taken in at once, and each counts. */
    private void reopen(ChannelHandlerContext context, long nanos) {
        context.executor()
                .schedule(
                        () -> {
                            long ahead = ahead(System.nanoTime());
                            if (ahead > 0) {
                                reopen(context, ahead);
                            } else {
                                shut = false;
                                context.channel().config().setAutoRead(true);
                            }
                        },
                        nanos,
                        TimeUnit.NANOSECONDS);
    }
}

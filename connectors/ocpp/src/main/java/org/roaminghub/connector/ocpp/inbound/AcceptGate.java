package org.roaminghub.connector.ocpp.inbound;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Takes in so many new sockets a second, and fewer while the hub is busy with those that came before; it leaves the others in the
 * kernel's queue. After an outage all stations come at once, and each costs a handshake: those that are connected must not wait
 * for it.
 */
final class AcceptGate extends ChannelInboundHandlerAdapter {

    /** However busy the hub is: whoever waits in the kernel's queue is taken in before it gives up (see {@link Listener#queue}). */
    private static final double LEAST_SHARE = 0.4;

    /** How soon it is looked whether the hub is still busy. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Pace most;
    private final Pace least;
    private final BooleanSupplier busy;
    private final LongSupplier nanos;
    private boolean shut;

    AcceptGate(int perSecond, BooleanSupplier busy) {
        this(perSecond, busy, System::nanoTime);
    }

    AcceptGate(int perSecond, BooleanSupplier busy, LongSupplier nanos) {
        this.most = new Pace(perSecond, nanos.getAsLong());
        this.least = new Pace(Math.max(1, (int) (perSecond * LEAST_SHARE)), nanos.getAsLong());
        this.busy = busy;
        this.nanos = nanos;
    }

    /** So many a second; after quiet half a second's may come at once. */
    private static final class Pace {

        private static final int BURST_PART = 2;

        private final long everyNanos;
        private final long burstNanos;
        private long nextAt;

        Pace(int perSecond, long now) {
            this.nextAt = now;
            this.everyNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
            this.burstNanos = Math.max(everyNanos, TimeUnit.SECONDS.toNanos(1) / BURST_PART);
        }

        void took(long now) {
            nextAt = Math.max(nextAt, now) + everyNanos;
        }

        /** Until the next one; 0 or less: it may come now. */
        long ahead(long now) {
            return nextAt - now - burstNanos;
        }
    }

    /** {@code socket} is a new one. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object socket) {
        context.fireChannelRead(socket);
        long now = nanos.getAsLong();
        most.took(now);
        least.took(now);
        long wait = waitFrom(now);
        if (wait > 0 && !shut) {
            shut = true;
            context.channel().config().setAutoRead(false);
            reopen(context, wait);
        }
    }

    /** 0: none. */
    private long waitFrom(long now) {
        long pace = Math.max(0, most.ahead(now));
        return pace == 0 && least.ahead(now) > 0 && busy.getAsBoolean() ? LOOK_NANOS : pace;
    }

    /** Several were taken in at once, and each counts. */
    private void reopen(ChannelHandlerContext context, long after) {
        context.executor()
                .schedule(
                        () -> {
                            long wait = waitFrom(nanos.getAsLong());
                            if (wait > 0) {
                                reopen(context, wait);
                            } else {
                                shut = false;
                                context.channel().config().setAutoRead(true);
                            }
                        },
                        after,
                        TimeUnit.NANOSECONDS);
    }
}

package org.roaminghub.connector.ocpp.inbound;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.ErrorCode;
import org.roaminghub.connector.ocpp.wire.Frame;
import org.roaminghub.connector.ocpp.wire.Frames;
import org.roaminghub.connector.ocpp.wire.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One station on one socket. What it calls is handled one by one in the order of arrival, by a thread that is there only while
 * something waits; what it answers is handed to the one call of the hub that is out. Nothing is read while too much waits.
 */
final class Line extends Speaker {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    /** Messages that may wait before the socket is read no further, and how few it takes to go on. */
    private static final int MANY = 64;

    private static final int FEW = 16;
    /** Answers of one station that others are waited for. */
    private static final int MAX_ASIDE = 4;
    /** Bytes that a station may leave unread before it is cut off. */
    private static final long MAX_UNREAD_BYTES = 1 << 20;

    final Channel channel;
    /** Handed on from socket to socket: messages of one station are never handled side by side. */
    final ReentrantLock turn;

    private final Executor workers;
    private final Turns turns;

    private final Dialogue dialogue;
    private final Queue<Frame> waiting = new ArrayDeque<>();
    private final Semaphore asides = new Semaphore(MAX_ASIDE);
    private final Semaphore oneOut = new Semaphore(1, true);
    private volatile @Nullable Out out;
    private volatile boolean cutOff;
    private volatile boolean closed;
    private boolean working;
    private boolean full;

    /** Of all stations: so many messages are taken to the database at once, the others wait. */
    record Turns(Semaphore messages, Semaphore readings) {

        /** Null where the database isn't needed. */
        private @Nullable Semaphore of(Frame frame) {
            return switch (frame) {
                case Frame.Bad bad -> null;
                case Frame.Call call when call.action().equals("Heartbeat") -> null;
                case Frame.Call call when call.action().equals("MeterValues") -> readings;
                default -> messages;
            };
        }
    }

    private record Out(String id, CompletableFuture<Frame> answer) {}

    Line(
            Gatekeeper.Verdict.Enter who,
            Version version,
            Channel channel,
            @Nullable Line before,
            Executor workers,
            Turns turns,
            Dialogue dialogue) {
        super(who.station(), who.serial(), version);
        this.channel = channel;
        this.turn = before == null ? new ReentrantLock() : before.turn;
        this.workers = workers;
        this.turns = turns;
        this.dialogue = dialogue;
    }

    // --- what comes in

    /** On the socket's thread. */
    void came(Frame frame) {
        switch (frame) {
            case Frame.Result result -> answered(result.id(), result);
            case Frame.Error error -> answered(error.id(), error);
            case Frame.ResultError error -> answered(error.id(), error);
            case Frame.Nothing nothing -> LOG.debug("ocpp=ignored station={}", station.station());
            case Frame.Call call -> queue(call);
            case Frame.Send send -> queue(send);
            case Frame.Bad bad -> queue(bad);
        }
    }

    /** Late, doubled and invented answers belong to nothing. */
    private void answered(String id, Frame answer) {
        Out now = out;
        if (now != null && now.id.equals(id)) {
            now.answer.complete(answer);
        } else {
            LOG.debug("ocpp=stray_answer station={}", station.station());
        }
    }

    private void queue(Frame frame) {
        synchronized (waiting) {
            waiting.add(frame);
            if (waiting.size() >= MANY && !full) {
                full = true;
                channel.config().setAutoRead(false);
            }
            if (working) {
                return;
            }
            working = true;
        }
        workers.execute(this::work);
    }

    private void work() {
        for (Frame frame = next(); frame != null; frame = next()) {
            Semaphore heavy = turns.of(frame);
            if (heavy != null) {
                heavy.acquireUninterruptibly();
            }
            turn.lock();
            try {
                handle(frame);
            } catch (RuntimeException e) {
                LOG.error(
                        "ocpp=broke station={} problem={}",
                        station.station(),
                        e.getClass().getName());
                LOG.debug("ocpp=broke station={}", station.station(), e);
            } finally {
                turn.unlock();
                if (heavy != null) {
                    heavy.release();
                }
            }
        }
    }

    private @Nullable Frame next() {
        synchronized (waiting) {
            Frame frame = waiting.poll();
            if (frame == null) {
                working = false;
            }
            if (full && waiting.size() <= FEW) {
                full = false;
                channel.config().setAutoRead(true);
            }
            return frame;
        }
    }

    private void handle(Frame frame) {
        switch (frame) {
            case Frame.Call call -> dialogue.answer(this, call);
            case Frame.Send send -> dialogue.take(this, send);
            case Frame.Bad bad -> send(Frames.error(bad.id(), bad.code(), bad.why(), version));
            case Frame.Result result -> {}
            case Frame.Error error -> {}
            case Frame.ResultError error -> {}
            case Frame.Nothing nothing -> {}
        }
    }

    @Override
    void aside(Frame.Call call, Supplier<ObjectNode> work) {
        if (!asides.tryAcquire()) {
            error(call, ErrorCode.INTERNAL, "The hub still waits for the answers to others.");
            return;
        }
        workers.execute(() -> {
            try {
                result(call, work.get());
            } catch (RuntimeException e) {
                LOG.error(
                        "ocpp=not_taken station={} action={} problem={}",
                        station.station(),
                        call.action(),
                        e.getClass().getName());
                error(call, ErrorCode.INTERNAL, "The hub could not take it.");
            } finally {
                asides.release();
            }
        });
    }

    @Override
    void afterwards(Runnable work) {
        workers.execute(() -> {
            inTurn(() -> true);
            work.run();
        });
    }

    @Override
    <T> T inTurn(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    // --- what goes out

    @Override
    void result(Frame.Call call, ObjectNode payload) {
        send(Frames.result(call.id(), payload));
    }

    @Override
    void error(Frame.Call call, ErrorCode code, String why) {
        send(Frames.error(call.id(), code, why, version));
    }

    private void send(byte[] text) {
        write(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)));
    }

    /** Nothing goes out but by here: who reads nothing is cut off before his answers fill the memory. */
    void write(WebSocketFrame frame) {
        channel.writeAndFlush(frame);
        ChannelOutboundBuffer unread = channel.unsafe().outboundBuffer();
        if (unread != null && unread.totalPendingWriteBytes() > MAX_UNREAD_BYTES && !cutOff) {
            cutOff = true;
            LOG.info("ocpp=cut_off station={} why=reads_nothing", station.station());
            channel.close();
        }
    }

    /** One at a time per socket (OCPP-J §4.1.1). */
    @Override
    Outcome call(String id, String action, ObjectNode payload, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        if (!oneOut.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return nothing();
        }
        try {
            if (!channel.isActive()) {
                return nothing();
            }
            Out mine = new Out(id, new CompletableFuture<>());
            out = mine;
            send(Frames.call(id, action, payload));
            return new Outcome(mine.answer.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS), true);
        } catch (TimeoutException e) {
            return nothing();
        } catch (ExecutionException e) {
            return nothing();
        } finally {
            out = null;
            oneOut.release();
        }
    }

    private Outcome nothing() {
        return new Outcome(null, channel.isActive());
    }

    /** Its socket is gone: whoever waits for an answer waits for nothing. */
    void gone() {
        Out now = out;
        if (now != null) {
            now.answer.completeExceptionally(new IllegalStateException("the socket is gone"));
        }
    }

    @Override
    boolean isClosed() {
        return closed;
    }

    @Override
    void turnAway() {
        close(WebSocketCloseStatus.POLICY_VIOLATION);
    }

    /** Without waiting for what the other side says to it. */
    void close(WebSocketCloseStatus why) {
        closed = true;
        channel.writeAndFlush(new CloseWebSocketFrame(why));
        channel.eventLoop().schedule(() -> channel.close(), 1, TimeUnit.SECONDS);
    }
}

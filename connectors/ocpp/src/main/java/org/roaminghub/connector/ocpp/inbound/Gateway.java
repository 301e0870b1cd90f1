package org.roaminghub.connector.ocpp.inbound;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.pki.StationCertificates;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.spi.inbound.Stations.Known;
import org.roaminghub.vocabulary.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listener for stations. A socket costs no thread; of two of one station the newer one counts. */
public final class Gateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    static final int MAX_IDENTITY = 48;
    /** The largest message: a report, signed readings, a chain of certificates (facts §1 asks for 256 KiB at least). */
    private static final int MAX_MESSAGE_BYTES = 512 << 10;

    private static final int MAX_HANDSHAKE_BYTES = 16 << 10;
    private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};
    /** Messages handled at once: some wait for issuers, and the database has 32 connections for all. */
    private static final int MAX_TURNS = 48;
    /** Readings handled at once: those of many stations share a statement. */
    private static final int MAX_READERS = 256;

    private static final int EVENT_THREADS = 2;
    /** Sockets taken in by one look at the kernel's queue. */
    private static final int TAKEN_TOGETHER = 4;
    /** More stations on their way in at once only wait for one another, and so does all else. */
    private static final int MANY_COMING = 12;

    private final Supplier<Stations> stations;
    private final Dialogue dialogue;
    private final Gatekeeper gatekeeper;
    private final AtomicInteger greeted = new AtomicInteger();
    private final SocketTimes times;
    private final Ids ids;
    private final Map<Entrance, Channel> open = new EnumMap<>(Entrance.class);
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final Line.Turns turns = new Line.Turns(new Semaphore(MAX_TURNS, true), new Semaphore(MAX_READERS, true));
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("ocpp-", 0).factory());
    private @Nullable MultiThreadIoEventLoopGroup loops;
    private boolean ended;

    public Gateway(
            Supplier<Stations> stations,
            Dialogue dialogue,
            StationCertificates certificates,
            SocketTimes times,
            Ids ids) {
        this.stations = stations;
        this.dialogue = dialogue;
        this.gatekeeper = new Gatekeeper(stations, certificates, times.handshake());
        this.times = times;
        this.ids = ids;
    }

    /** Opens all of them, or none. */
    public synchronized void start(List<Listener> listeners) {
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(EVENT_THREADS, NioIoHandler.newFactory());
        loops = group;
        for (Listener listener : listeners) {
            SslContext tls = listener.tls() == null ? null : tls(listener);
            Channel channel = new ServerBootstrap()
                    .group(group)
                    .channel(NioServerSocketChannel.class)
                    .option(ChannelOption.SO_BACKLOG, listener.queue())
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(TAKEN_TOGETHER))
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .handler(new AcceptGate(listener.perSecond(), this::isBusy))
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            prepare(channel, listener.entrance(), tls);
                        }
                    })
                    .bind(listener.port())
                    .syncUninterruptibly()
                    .channel();
            open.put(listener.entrance(), channel);
        }
    }

    private static SslContext tls(Listener listener) {
        return new JdkSslContext(
                Objects.requireNonNull(listener.tls()),
                false,
                TlsSuites.of(listener.tls()),
                (suites, usual, supported) -> TlsSuites.asArray(suites, supported),
                ApplicationProtocolConfig.DISABLED,
                listener.entrance() == Entrance.CERTIFICATE ? ClientAuth.REQUIRE : ClientAuth.NONE,
                TLS_VERSIONS,
                false);
    }

    /** Where it listens; 0: not there. */
    public synchronized int port(Entrance entrance) {
        Channel channel = open.get(entrance);
        return channel == null ? 0 : ((InetSocketAddress) channel.localAddress()).getPort();
    }

    private void prepare(SocketChannel channel, Entrance entrance, @Nullable SslContext tls) {
        if (tls != null) {
            // Not on the socket's thread: a handshake costs a millisecond, and others' messages wait behind it.
            channel.pipeline().addLast(tls.newHandler(channel.alloc(), workers));
        }
        channel.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(MAX_HANDSHAKE_BYTES))
                .addLast(new WebSocketServerExtensionHandler(new NoContextDeflate(MAX_MESSAGE_BYTES)))
                .addLast("door", new Door(this, entrance));
        channel.eventLoop()
                .schedule(
                        () -> {
                            if (channel.pipeline().get(LineHandler.class) == null) {
                                channel.close();
                            }
                        },
                        times.handshake().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    // --- coming in

    /** From the socket's thread; who it is takes a look into the database. */
    void welcome(ChannelHandlerContext context, FullHttpRequest request, Gatekeeper.Visitor visitor) {
        try {
            workers.execute(() -> {
                Gatekeeper.Verdict verdict = new Gatekeeper.Verdict.Refuse(HttpResponseStatus.SERVICE_UNAVAILABLE);
                try {
                    verdict = gatekeeper.judge(visitor);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    LOG.warn("ocpp=welcome_failed problem={}", e.getClass().getName());
                }
                Gatekeeper.Verdict last = verdict;
                context.executor().execute(() -> {
                    switch (last) {
                        case Gatekeeper.Verdict.Enter enter -> upgrade(context, request, enter);
                        case Gatekeeper.Verdict.Refuse no -> Door.refuse(context, request, no.status());
                    }
                });
            });
        } catch (RejectedExecutionException ending) {
            Door.refuse(context, request, HttpResponseStatus.SERVICE_UNAVAILABLE);
        }
    }

    /** Without any password only the oldest version is spoken (facts §3). */
    private static String spoken(Known station) {
        return Arrays.stream(Version.values())
                .filter(version -> !version.isSoap())
                .filter(version -> version.isFirst() || station.securityProfile() > 0)
                .map(Version::subprotocol)
                .collect(Collectors.joining(","));
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request, Gatekeeper.Verdict.Enter who) {
        var config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(MAX_MESSAGE_BYTES)
                .allowExtensions(true)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build();
        WebSocketServerHandshaker shake = new WebSocketServerHandshakerFactory(
                        request.uri(), spoken(who.station()), config)
                .newHandshaker(request);
        if (shake == null) {
            request.release();
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel())
                    .addListener(done -> context.close());
            return;
        }
        context.pipeline().remove("door");
        try {
            shake.handshake(context.channel(), request).addListener(done -> {
                if (!done.isSuccess()) {
                    context.channel().close();
                    return;
                }
                Version.ofSubprotocol(String.valueOf(shake.selectedSubprotocol()))
                        .ifPresentOrElse(
                                version -> open(context.channel(), who, version), () -> turnAway(context.channel()));
            });
        } catch (RuntimeException malformed) {
            context.close();
        } finally {
            request.release();
        }
    }

    /** No version in common: the handshake is completed and the socket closed (OCPP-J §3.3). */
    private static void turnAway(Channel channel) {
        channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.PROTOCOL_ERROR, "no common sub-protocol"))
                .addListener(done -> channel.close());
    }

    private void open(Channel channel, Gatekeeper.Verdict.Enter who, Version version) {
        Known station = who.station();
        Line[] replaced = new Line[1];
        Line line = lines.compute(station.identity(), (identity, before) -> {
            replaced[0] = before;
            return new Line(who, version, channel, before, workers, turns, dialogue);
        });
        channel.pipeline()
                .addLast(new WebSocketFrameAggregator(MAX_MESSAGE_BYTES))
                .addLast(new IdleStateHandler(times.pingAfter().toMillis(), 0, 0, TimeUnit.MILLISECONDS))
                .addLast(new LineHandler(line, this::gone));
        Line before = replaced[0];
        if (before != null) {
            before.gone();
            before.close(WebSocketCloseStatus.NORMAL_CLOSURE);
        }
        LOG.info("ocpp=connected station={} version={}", station.station(), version.number());
        greeted.incrementAndGet();
        inTurn(line, () -> {
            try {
                if (stations.get().connected(station.station(), version.number())) {
                    workers.execute(() -> line.askForStates(ids.random().toString()));
                }
            } finally {
                greeted.decrementAndGet();
            }
        });
    }

    /** Those on their way in: who they are is looked up, or they are not yet noted as there. */
    private boolean isBusy() {
        return gatekeeper.inside() + greeted.get() >= MANY_COMING;
    }

    private void gone(Line line) {
        line.gone();
        if (lines.remove(line.station.identity(), line)) {
            LOG.info("ocpp=disconnected station={}", line.station.station());
            inTurn(line, () -> {
                if (!lines.containsKey(line.station.identity())) {
                    stations.get().disconnected(line.station.station());
                }
            });
        }
    }

    private void inTurn(Line line, Runnable note) {
        try {
            workers.execute(() -> {
                line.turn.lock();
                try {
                    note.run();
                } catch (RuntimeException e) {
                    LOG.warn("ocpp=note_failed problem={}", e.getClass().getName());
                } finally {
                    line.turn.unlock();
                }
            });
        } catch (RejectedExecutionException ending) {
            LOG.debug("ocpp=note_dropped why=ending");
        }
    }

    Optional<Line> find(String identity) {
        return Optional.ofNullable(lines.get(identity));
    }

    /** Sockets are closed, what was taken is answered or not, as far as it got. */
    @Override
    public synchronized void close() {
        if (ended) {
            return;
        }
        ended = true;
        open.values().forEach(listener -> listener.close().syncUninterruptibly());
        lines.values().forEach(line -> line.close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE));
        workers.shutdown();
        try {
            if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (loops != null) {
            loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
        }
    }
}

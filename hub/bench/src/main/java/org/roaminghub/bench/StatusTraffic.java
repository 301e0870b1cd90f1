package org.roaminghub.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.roaminghub.bench.measure.CpuClock;
import org.roaminghub.bench.measure.Load;
import org.roaminghub.bench.measure.Measured;
import org.roaminghub.bench.measure.Operation;
import org.roaminghub.bench.partner.OcpiAnswer;
import org.roaminghub.bench.partner.Partner;
import org.roaminghub.bench.partner.Places;
import org.roaminghub.bench.site.Site;
import org.roaminghub.bench.wire.HttpMessage;
import org.roaminghub.bench.wire.Template;
import org.roaminghub.bench.wire.WireClient;

/** The locations of a CPO and their states as the hub knows them; goes round all EVSEs, one after the other. */
final class StatusTraffic {

    private static final Duration LOAD_LIMIT = Duration.ofMinutes(20);
    private static final int PACED_CLIENTS = 4;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final String[] STATES = {"AVAILABLE", "CHARGING"};

    private final Site site;
    private final Partner cpo;
    private final Places places;
    private final AtomicIntegerArray state;
    private final AtomicLong turn = new AtomicLong();
    private volatile @Nullable Arrivals arrivals;

    StatusTraffic(Site site, Partner cpo, Places places) {
        this.site = site;
        this.cpo = cpo;
        this.places = places;
        this.state = new AtomicIntegerArray(places.evses());
    }

    /** From now on it is noted when each change was sent. */
    void told(Arrivals to) {
        this.arrivals = to;
    }

    /** Every location whole, once. */
    Measured load(int clients) throws InterruptedException {
        AtomicLong next = new AtomicLong();
        Operation.Factory put = client -> new Sending() {
            @Override
            Template next(long now) throws NothingLeft {
                long location = next.getAndIncrement();
                if (location >= places.locations()) {
                    throw new NothingLeft();
                }
                return cpo.locationPut(places, (int) location, now);
            }
        };
        return new Load(clients, LOAD_LIMIT, put, site.cpu()).run();
    }

    /** Every message is a change, sent as soon as the one before is answered. */
    Measured changes(int clients, int seconds) throws InterruptedException {
        return new Load(clients, Duration.ofSeconds(seconds), client -> change(), site.cpu()).run();
    }

    /** Every message says what the hub knows. */
    Measured repeats(int clients, int seconds) throws InterruptedException {
        Operation.Factory repeat = client -> new Sending() {
            @Override
            Template next(long now) {
                int evse = nextEvse();
                return cpo.statusPatch(places, evse, STATES[state.get(evse)], now);
            }
        };
        return new Load(clients, Duration.ofSeconds(seconds), repeat, site.cpu()).run();
    }

    /** So many changes a second until it is ended. */
    Running paced(int perSecond) {
        Duration pace = Duration.ofNanos(PACED_CLIENTS * NANOS_PER_SECOND / perSecond);
        return new Running(new Load(PACED_CLIENTS, LOAD_LIMIT, client -> change(), CpuClock.none(), pace));
    }

    private Sending change() {
        return new Sending() {
            @Override
            Template next(long now) throws NothingLeft {
                if (stopped) {
                    throw new NothingLeft();
                }
                int evse = nextEvse();
                return cpo.statusPatch(places, evse, STATES[state.updateAndGet(evse, old -> 1 - old)], now);
            }
        };
    }

    private int nextEvse() {
        return (int) (turn.getAndIncrement() % places.evses());
    }

    private volatile boolean stopped;

    /** One message after the other on one connection. */
    private abstract class Sending implements Operation {

        private final WireClient client = cpo.connect(Pair.CLIENT_TIMEOUT);

        abstract Template next(long nowMs) throws NothingLeft;

        @Override
        public boolean run() throws Exception {
            long number = site.numbers().getAndIncrement();
            Template message = next(System.currentTimeMillis());
            message.set(message.slots() - 2, number).set(message.slots() - 1, number);
            Arrivals noted = arrivals;
            if (noted != null) {
                noted.sending(number);
            }
            HttpMessage answer = client.exchange(message.bytes());
            if (OcpiAnswer.acknowledged(answer)) {
                return true;
            }
            throw new IOException("HTTP " + answer.status() + ", OCPI " + OcpiAnswer.statusCode(answer));
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }

    /** Changes going on in the background. */
    final class Running {

        private final Thread thread;
        private volatile @Nullable Measured measured;

        private Running(Load load) {
            stopped = false;
            this.thread = Thread.ofPlatform().daemon().name("bench-paced").start(() -> {
                try {
                    measured = load.run();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        /** Ends it. Throws when a message was not taken. */
        void end() throws IOException, InterruptedException {
            stopped = true;
            thread.join();
            Measured result = measured;
            if (result != null && result.failed() > 0) {
                throw new IOException(result.failed() + " status changes failed, the first: " + result.firstFailure());
            }
        }
    }
}

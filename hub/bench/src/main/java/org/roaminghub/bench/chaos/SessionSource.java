package org.roaminghub.bench.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.roaminghub.bench.partner.Messages;
import org.roaminghub.bench.partner.OcpiAnswer;
import org.roaminghub.bench.partner.Party;
import org.roaminghub.bench.wire.Template;
import org.roaminghub.bench.wire.WireClient;

/** Sessions that begin, go on and end; the energy of each only grows, so that its last acknowledged value can be checked. */
final class SessionSource implements Traffic.Source {

    private static final int MAX_OPEN = 20;
    private static final int MAX_STEP_WH = 400;

    /** One session; {@code known} once the hub has acknowledged it as a whole. */
    private static final class Running {

        private final long number;
        private final int card;
        private final long startedMs;
        private long lastMs;
        private long wattHours;
        private boolean known;

        Running(long number, int card, long startedMs) {
            this.number = number;
            this.card = card;
            this.startedMs = startedMs;
            this.lastMs = startedMs;
        }
    }

    private final Lane lane;
    private final List<Running> running = new ArrayList<>();

    SessionSource(Lane lane) {
        this.lane = lane;
    }

    @Override
    public boolean next(WireClient client, Random random) throws IOException {
        int place = random.nextInt(MAX_OPEN);
        if (place >= running.size()) {
            long now = System.currentTimeMillis();
            running.add(new Running(lane.numbers().getAndIncrement(), random.nextInt(Messages.CARDS), now));
            return whole(client, running.getLast(), false);
        }
        Running session = running.get(place);
        session.wattHours += 1 + random.nextInt(MAX_STEP_WH);
        session.lastMs = Math.max(session.lastMs + 1, System.currentTimeMillis());
        if (session.known && random.nextInt(8) > 0) {
            return update(client, session);
        }
        boolean done = session.known && random.nextBoolean();
        boolean taken = whole(client, session, done);
        if (taken && done) {
            running.remove(session);
        }
        return taken;
    }

    private boolean whole(WireClient client, Running session, boolean done) throws IOException {
        Party cpo = lane.cpo().party();
        String body = Messages.session(
                cpo,
                lane.emsp().party(),
                session.number,
                session.card,
                session.startedMs,
                session.lastMs,
                session.wattHours,
                done);
        boolean taken = exchange(client, "PUT", session, body);
        session.known |= taken;
        return taken;
    }

    private boolean update(WireClient client, Running session) throws IOException {
        return exchange(client, "PATCH", session, Messages.sessionUpdate(session.lastMs, session.wattHours));
    }

    private boolean exchange(WireClient client, String method, Running session, String body) throws IOException {
        long number = lane.numbers().getAndIncrement();
        Template request = lane.cpo().sessionRequest(method, lane.emsp(), session.number, body);
        request.set(0, number).set(1, number);
        boolean taken = OcpiAnswer.acknowledged(client.exchange(request.bytes()));
        if (taken) {
            lane.acknowledged().session(Messages.sessionId(lane.cpo().party(), session.number), session.wattHours);
        }
        return taken;
    }
}

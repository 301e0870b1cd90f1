package org.roaminghub.hub.roaming;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.roaminghub.spi.inbound.Sessions.Change;
import org.roaminghub.spi.inbound.Sessions.Report;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.SessionStatus;

/** Days of roaming as a CPO's back office sends them over a bad network: lost, late, doubled and out of order. */
final class Script {

    private static final Duration STEP = Duration.ofMinutes(17);

    private Script() {}

    /** A message and when it arrives; {@code text} stands for its bytes. */
    sealed interface Message {
        Instant arrives();

        String text();

        record Put(Instant arrives, String text, Report report) implements Message {}

        record Patch(Instant arrives, String text, Change change) implements Message {}

        record Bill(Instant arrives, String text, ChargeDetailRecord cdr) implements Message {}
    }

    static List<Message> write(Random random, int sessions) {
        List<Message> all = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            Instant start = Roaming.START.plus(Duration.ofMinutes(random.nextInt(3 * 24 * 60)));
            session(random, "S" + i, start, all);
        }
        all.sort(Comparator.comparing(Message::arrives));
        return all;
    }

    private static void session(Random random, String id, Instant start, List<Message> all) {
        int steps = 2 + random.nextInt(12);
        long energy = 0;
        List<ChargingPeriod> periods = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            Instant at = start.plus(STEP.multipliedBy(step));
            energy += random.nextInt(3_000) - 100;
            ChargingPeriod period = Messages.period(at, energy);
            periods.add(period);
            boolean last = step == steps - 1;
            SessionStatus going = random.nextBoolean() ? SessionStatus.ACTIVE : SessionStatus.SUSPENDED;
            SessionStatus status = last ? end(random) : going;
            String text = id + "." + step;
            if (step == 0 || random.nextInt(4) == 0) {
                Report report = Messages.report(id, status, at, energy, periods.toArray(ChargingPeriod[]::new));
                send(random, new Message.Put(at, text, report), all);
            } else {
                send(random, new Message.Patch(at, text, Messages.change(id, status, at, energy, period)), all);
            }
        }
        bills(random, id, start.plus(STEP.multipliedBy(steps)), all);
    }

    private static SessionStatus end(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> SessionStatus.ACTIVE;
            case 1 -> SessionStatus.INVALID;
            default -> SessionStatus.COMPLETED;
        };
    }

    private static void bills(Random random, String id, Instant end, List<Message> all) {
        String cents = (1 + random.nextInt(50)) + "." + (10 + random.nextInt(90));
        send(random, new Message.Bill(end, "C" + id, Messages.cdr("C" + id, id, Roaming.euros(cents))), all);
        if (random.nextInt(8) == 0) {
            send(random, new Message.Bill(end, "X" + id, Messages.cdr("C" + id, id, Roaming.euros("99.99"))), all);
        }
        if (random.nextInt(5) == 0) {
            ChargeDetailRecord credit = Messages.credit("K" + id, "C" + id, Roaming.euros("-" + cents));
            send(random, new Message.Bill(end.plusSeconds(30), "K" + id, credit), all);
        }
    }

    private static void send(Random random, Message message, List<Message> all) {
        int luck = random.nextInt(100);
        if (luck < 4) {
            return;
        }
        all.add(after(message, luck < 12 ? random.nextInt(7_200) : random.nextInt(3)));
        if (luck > 90) {
            all.add(after(message, random.nextInt(3_600)));
        }
    }

    private static Message after(Message message, int seconds) {
        Instant later = message.arrives().plusSeconds(seconds);
        return switch (message) {
            case Message.Put m -> new Message.Put(later, m.text(), m.report());
            case Message.Patch m -> new Message.Patch(later, m.text(), m.change());
            case Message.Bill m -> new Message.Bill(later, m.text(), m.cdr());
        };
    }
}

package org.roaminghub.hub.roaming;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.inbound.Sessions.Change;
import org.roaminghub.spi.inbound.Sessions.Report;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.SessionStatus;

/** What a hub should hold, told as simply as can be: maps and a few ifs. */
final class Model {

    final Map<String, Charging> sessions = new HashMap<>();
    final Map<String, Price> cdrs = new HashMap<>();
    final Map<String, String> credits = new HashMap<>();

    /** A session. */
    static final class Charging {
        SessionStatus status;
        Energy energy;
        Instant reportedAt;
        boolean billed;
        final TreeMap<Instant, Told> periods = new TreeMap<>();

        Charging(Report report) {
            status = report.status();
            energy = report.energyWh();
            reportedAt = report.reportedAt();
            add(report.periods(), report.reportedAt());
        }

        void add(List<ChargingPeriod> more, Instant at) {
            for (ChargingPeriod period : more) {
                Told known = periods.get(period.start());
                if (known == null || !known.at.isAfter(at)) {
                    periods.put(period.start(), new Told(at, period));
                }
            }
        }

        void become(@Nullable SessionStatus next) {
            boolean over = status == SessionStatus.COMPLETED || status == SessionStatus.INVALID;
            status = over || next == null ? status : next;
        }

        List<ChargingPeriod> allPeriods() {
            return periods.values().stream().map(Told::period).toList();
        }
    }

    record Told(Instant at, ChargingPeriod period) {}

    void put(Report report) {
        String id = report.fid().value();
        Charging known = sessions.get(id);
        if (known == null) {
            known = new Charging(report);
            sessions.put(id, known);
            if (cdrs.containsKey("C" + id)) {
                bill(known, Messages.cdr("C" + id, id, Roaming.euros("0")));
            }
        } else if (report.reportedAt().isBefore(known.reportedAt)) {
            known.add(report.periods(), report.reportedAt());
        } else {
            known.become(report.status());
            known.energy = report.energyWh();
            known.reportedAt = report.reportedAt();
            known.periods.clear();
            known.add(report.periods(), report.reportedAt());
        }
    }

    /** False where it is of no known session. */
    boolean patch(Change change) {
        Charging known = sessions.get(change.fid().value());
        if (known == null) {
            return false;
        }
        if (!change.reportedAt().isBefore(known.reportedAt)) {
            known.become(change.status());
            known.energy = change.energyWh() != null && change.energyWh().compareTo(known.energy) > 0
                    ? change.energyWh()
                    : known.energy;
            known.reportedAt = change.reportedAt();
        }
        known.add(change.periods(), change.reportedAt());
        return true;
    }

    /** Whether it is taken, for the first time or again. */
    boolean submit(ChargeDetailRecord cdr) {
        Price known = cdrs.get(cdr.fid());
        if (known != null) {
            return known.equals(cdr.totalCost());
        }
        String of = cdr.creditOfFid();
        if (of != null) {
            Price original = cdrs.get(of);
            if (original == null || !original.negated().equals(cdr.totalCost()) || credits.containsKey(of)) {
                return false;
            }
            credits.put(of, cdr.fid());
        }
        cdrs.put(cdr.fid(), java.util.Objects.requireNonNull(cdr.totalCost()));
        Charging session = cdr.sessionRef() == null ? null : sessions.get(cdr.sessionRef());
        if (session != null) {
            bill(session, cdr);
        }
        return true;
    }

    private static void bill(Charging session, ChargeDetailRecord cdr) {
        if (!session.billed && session.status != SessionStatus.COMPLETED && session.status != SessionStatus.INVALID) {
            session.status = SessionStatus.COMPLETED;
            session.energy = cdr.energyWh();
            session.periods.clear();
            session.add(cdr.periods(), cdr.reportedAt());
        }
        session.billed = true;
    }
}

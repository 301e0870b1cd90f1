package org.roaminghub.hub.station.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TransactionId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code hub.meter_sample}. */
public final class MeterStore {

    public static final String ENERGY = "Energy.Active.Import.Register";
    /** Where a reading is of what the vehicle got; the same when nothing is said. */
    public static final String OUTLET = "Outlet";

    private static final String CURRENT = "Current.Import";
    private static final String EXPORTED = "Energy.Active.Export.Register";

    private final JdbcTemplate jdbc;

    public MeterStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public record Sample(
            Instant at,
            String measurand,
            String context,
            @Nullable String phase,
            @Nullable String place,
            BigDecimal value) {}

    /** A register at a time, in Wh. */
    public record Register(Instant at, BigDecimal wh) {}

    /** What vehicles took, and what they gave back; each in order of time. */
    public record Registers(List<Register> taken, List<Register> given) {

        public Registers {
            taken = List.copyOf(taken);
            given = List.copyOf(given);
        }
    }

    /** Of one phase at a time, in A; {@code phase} is empty for all of them together. */
    public record Current(Instant at, String phase, BigDecimal amps) {}

    /** A repeat changes nothing. */
    public void add(
            StationId station, int evse, @Nullable TransactionId transaction, List<Sample> samples, Instant received) {
        if (samples.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(
                """
                insert into hub.meter_sample
                    (station, evse, at, measurand, context, phase, place, transaction, value, received_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                samples.stream()
                        .map(s -> Arrays.<@Nullable Object>asList(
                                        station.value(),
                                        evse,
                                        StationStore.utc(s.at),
                                        s.measurand,
                                        s.context,
                                        s.phase == null ? "" : s.phase,
                                        s.place == null ? "" : s.place,
                                        transaction == null ? null : transaction.value(),
                                        s.value,
                                        StationStore.utc(received))
                                .toArray())
                        .toList());
    }

    /** The energy registers between two times: what is of the transaction, and what was said of nothing else there. */
    public Registers registers(
            TransactionId transaction, StationId station, @Nullable Integer evse, Instant from, Instant to) {
        List<Register> taken = new ArrayList<>();
        List<Register> given = new ArrayList<>();
        jdbc.query(
                """
                select measurand, at, min(value) from hub.meter_sample
                where (transaction = ? or (transaction is null and station = ? and evse = ?))
                  and at >= ? and at <= ? and measurand in (?, ?) and phase = '' and place in ('', 'Outlet')
                group by measurand, at order by at""",
                (ResultSet row) -> {
                    Register register =
                            new Register(row.getObject(2, OffsetDateTime.class).toInstant(), row.getBigDecimal(3));
                    (row.getString(1).equals(ENERGY) ? taken : given).add(register);
                },
                transaction.value(),
                station.value(),
                evse == null ? -1 : evse,
                StationStore.utc(from),
                StationStore.utc(to),
                ENERGY,
                EXPORTED);
        return new Registers(taken, given);
    }

    /** What flowed to the vehicle, phase by phase, in order of time. */
    public List<Current> currents(
            TransactionId transaction, StationId station, @Nullable Integer evse, Instant from, Instant to) {
        return jdbc.query(
                """
                select at, phase, min(value) from hub.meter_sample
                where (transaction = ? or (transaction is null and station = ? and evse = ?))
                  and at >= ? and at <= ? and measurand = ? and place in ('', 'Outlet')
                group by at, phase order by at, phase""",
                (row, n) -> new Current(
                        row.getObject(1, OffsetDateTime.class).toInstant(), row.getString(2), row.getBigDecimal(3)),
                transaction.value(),
                station.value(),
                evse == null ? -1 : evse,
                StationStore.utc(from),
                StationStore.utc(to),
                CURRENT);
    }

    public int deleteOlder(Instant before) {
        return jdbc.update("delete from hub.meter_sample where received_at < ?", StationStore.utc(before));
    }
}

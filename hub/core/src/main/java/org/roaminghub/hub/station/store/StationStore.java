package org.roaminghub.hub.station.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.StationEvse;
import org.roaminghub.vocabulary.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code hub.station} and {@code hub.station_evse}. */
public final class StationStore {

    private static final String COLUMNS =
            "station, number, identity, party, location_fid, security_profile, password, approved, vendor, model, serial,"
                    + " firmware, ocpp_version, booted_at, connected_at, gone_since, lost, sequence, next_password, soap_version,"
                    + " callback";

    private final JdbcClient jdbc;

    public StationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * {@code password} is salt and hash, {@code nextPassword} the one that it was told to use. {@code sequence} is the place of
     * its next fact. {@code soapVersion}: it keeps no socket and speaks that version by SOAP; {@code callback}: where it can be
     * called then.
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(
            StationId station,
            long number,
            String identity,
            PartyId party,
            String locationFid,
            int securityProfile,
            byte @Nullable [] password,
            boolean approved,
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String serial,
            @Nullable String firmware,
            @Nullable String ocppVersion,
            @Nullable Instant bootedAt,
            @Nullable Instant connectedAt,
            @Nullable Instant goneSince,
            boolean lost,
            long sequence,
            byte @Nullable [] nextPassword,
            @Nullable String soapVersion,
            @Nullable String callback) {}

    /** An EVSE and what it said last. */
    public record EvseRow(StationId station, StationEvse evse, EvseStatus status, Instant statusAt) {}

    /** Where an EVSE is. */
    public record Site(String locationFid, StationEvse evse) {}

    /** False when there is one of that identity. */
    public boolean add(
            StationId station,
            String identity,
            PartyId party,
            String locationFid,
            int securityProfile,
            byte @Nullable [] password,
            boolean approved,
            @Nullable String soapVersion,
            long sequence) {
        return jdbc.sql("""
                        insert into hub.station
                            (station, identity, party, location_fid, security_profile, password, approved, soap_version,
                             sequence)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (identity) do nothing""")
                        .params(Arrays.asList(
                                station.value(),
                                identity,
                                party.value(),
                                locationFid,
                                securityProfile,
                                password,
                                approved,
                                soapVersion,
                                sequence))
                        .update()
                == 1;
    }

    /** False when the EVSE is another station's. */
    public boolean addEvse(StationId station, StationEvse evse) {
        return jdbc.sql("""
                        insert into hub.station_evse (station, number, evse_fid, evse_id, connectors)
                        values (?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(Arrays.asList(
                                station.value(),
                                evse.number(),
                                evse.evseFid(),
                                evse.evseId() == null ? null : evse.evseId().value(),
                                evse.connectors().toArray(String[]::new)))
                        .update()
                == 1;
    }

    public Optional<Row> find(StationId station) {
        return one("select " + COLUMNS + " from hub.station where station = ?", station.value());
    }

    public Optional<Row> findByIdentity(String identity) {
        return one("select " + COLUMNS + " from hub.station where identity = ?", identity);
    }

    public Optional<Row> lock(StationId station) {
        return one("select " + COLUMNS + " from hub.station where station = ? for update", station.value());
    }

    private Optional<Row> one(String sql, Object key) {
        return jdbc.sql(sql).param(key).query(StationStore::row).optional();
    }

    /** In order of creation, behind {@code after}. */
    public List<Row> list(long after, int limit) {
        return jdbc.sql("select " + COLUMNS + " from hub.station where number > ? order by number limit ?")
                .params(after, limit)
                .query(StationStore::row)
                .list();
    }

    public List<EvseRow> evses(StationId station) {
        return jdbc.sql(
                        "select station, number, evse_fid, evse_id, connectors, status, status_at from hub.station_evse where station = ? order by number")
                .param(station.value())
                .query(StationStore::evseRow)
                .list();
    }

    public Optional<EvseRow> findEvse(StationId station, int number) {
        return jdbc.sql(
                        "select station, number, evse_fid, evse_id, connectors, status, status_at from hub.station_evse where station = ? and number = ?")
                .params(station.value(), number)
                .query(StationStore::evseRow)
                .optional();
    }

    public Optional<Site> findSite(StationId station, int number) {
        return jdbc.sql("""
                        select s.location_fid, e.number, e.evse_fid, e.evse_id, e.connectors
                        from hub.station s join hub.station_evse e using (station)
                        where s.station = ? and e.number = ?""")
                .params(station.value(), number)
                .query((row, n) -> new Site(row.getString(1), evse(row, 2)))
                .optional();
    }

    /** Without an EVSE the location's first. */
    public Optional<EvseRow> findEvse(String locationFid, @Nullable String evseFid) {
        return jdbc.sql("""
                        select e.station, e.number, e.evse_fid, e.evse_id, e.connectors, e.status, e.status_at
                        from hub.station_evse e join hub.station s using (station)
                        where upper(s.location_fid) = upper(?) and e.evse_fid is not null
                          and (?::text is null or upper(e.evse_fid) = upper(?))
                        order by s.number, e.number limit 1""")
                .params(Arrays.asList(locationFid, evseFid, evseFid))
                .query(StationStore::evseRow)
                .optional();
    }

    public void approve(StationId station, long sequence) {
        jdbc.sql("update hub.station set approved = true, sequence = ? where station = ?")
                .params(sequence, station.value())
                .update();
    }

    /** Whole: what is not given is gone, and with it the password that it was told. */
    public void secure(
            StationId station,
            int securityProfile,
            byte @Nullable [] password,
            @Nullable String serial,
            long sequence) {
        jdbc.sql("""
                        update hub.station set security_profile = ?, password = ?, serial = ?,
                            next_password = case when password is not distinct from ? then next_password end, sequence = ?
                        where station = ?""")
                .params(Arrays.asList(securityProfile, password, serial, password, sequence, station.value()))
                .update();
    }

    /** The password that it is told to use. Answers with the one that it was told before; empty: none. */
    public Optional<byte[]> nextPassword(StationId station, byte[] password) {
        return jdbc.sql("""
                        update hub.station s set next_password = ?
                        from (select station, next_password from hub.station where station = ? for update) b
                        where s.station = b.station returning b.next_password""")
                .params(password, station.value())
                .query((row, n) -> Optional.ofNullable(row.getBytes(1)))
                .single();
    }

    /** It would not have it: what it was told before counts again, unless it was told another meanwhile. */
    public void keepOld(StationId station, byte[] told, byte @Nullable [] before) {
        jdbc.sql("update hub.station set next_password = ? where station = ? and next_password = ?")
                .params(Arrays.asList(before, station.value(), told))
                .update();
    }

    /** It came in with that one; another that it is told at this moment stays so. False when it was told none. */
    public boolean takePassword(StationId station, byte[] shown, long sequence) {
        return jdbc.sql("""
                        update hub.station set password = ?, sequence = ?,
                            next_password = case when next_password = ? then null else next_password end
                        where station = ? and next_password is not null""").params(shown, sequence, shown, station.value()).update() == 1;
    }

    /** Another firmware is asked what it can as if none had kept silent before. */
    public void booted(
            StationId station,
            String vendor,
            String model,
            @Nullable String serial,
            @Nullable String firmware,
            String version,
            Instant at,
            long sequence) {
        jdbc.sql("""
                        update hub.station set vendor = ?, model = ?, serial = ?, firmware = ?, ocpp_version = ?,
                            booted_at = ?, sequence = ?,
                            look_at = case when firmware is not distinct from ? then look_at end,
                            look_failures = case when firmware is not distinct from ? then look_failures else 0 end
                        where station = ?""")
                .params(Arrays.asList(
                        vendor,
                        model,
                        serial,
                        firmware,
                        version,
                        utc(at),
                        sequence,
                        firmware,
                        firmware,
                        station.value()))
                .update();
    }

    /** After a start of this node no socket is there yet. */
    public int allGone(Instant since) {
        return jdbc.sql("""
                        update hub.station set gone_since = ?
                        where connected_at is not null and gone_since is null and soap_version is null""").param(utc(since)).update();
    }

    /** Those without a socket that are not gone. */
    public List<Row> listWithoutSocket() {
        return jdbc.sql("select " + COLUMNS + " from hub.station where soap_version is not null"
                        + " and connected_at is not null and gone_since is null order by number")
                .query(StationStore::row)
                .list();
    }

    /** Null: it can't be called. */
    public void callback(StationId station, @Nullable String url) {
        jdbc.sql("update hub.station set callback = ? where station = ?")
                .params(Arrays.asList(url, station.value()))
                .update();
    }

    public List<StationId> listGone(Instant before, int limit) {
        return jdbc.sql("select station from hub.station where gone_since < ? and not lost order by gone_since limit ?")
                .params(utc(before), limit)
                .query((row, n) -> new StationId(row.getObject(1, UUID.class)))
                .list();
    }

    public void lost(StationId station, boolean lost, long sequence) {
        jdbc.sql("update hub.station set lost = ?, sequence = ? where station = ?")
                .params(lost, sequence, station.value())
                .update();
    }

    public void sequence(StationId station, long sequence) {
        jdbc.sql("update hub.station set sequence = ? where station = ?")
                .params(sequence, station.value())
                .update();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                new StationId(row.getObject(1, UUID.class)),
                row.getLong(2),
                row.getString(3),
                new PartyId(row.getString(4)),
                row.getString(5),
                row.getInt(6),
                row.getBytes(7),
                row.getBoolean(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                time(row, 14),
                time(row, 15),
                time(row, 16),
                row.getBoolean(17),
                row.getLong(18),
                row.getBytes(19),
                row.getString(20),
                row.getString(21));
    }

    private static EvseRow evseRow(ResultSet row, int n) throws SQLException {
        return new EvseRow(
                new StationId(row.getObject(1, UUID.class)),
                evse(row, 2),
                EvseStatus.valueOf(row.getString(6)),
                row.getObject(7, OffsetDateTime.class).toInstant());
    }

    /** From four columns: number, evse_fid, evse_id, connectors. */
    static StationEvse evse(ResultSet row, int first) throws SQLException {
        String id = row.getString(first + 2);
        return new StationEvse(
                row.getInt(first), row.getString(first + 1), id == null ? null : new EvseId(id), List.of((String[])
                        row.getArray(first + 3).getArray()));
    }

    static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime utcOrNull(@Nullable Instant time) {
        return time == null ? null : utc(time);
    }
}

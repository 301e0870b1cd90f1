package org.roaminghub.hub.location.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.location.store.EvseRow.State;
import org.roaminghub.hub.location.store.LocationRow.Key;
import org.roaminghub.hub.recording.LateRows;
import org.roaminghub.vocabulary.Alias;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.EvseKey;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.LocationId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tables {@code hub.location}, {@code hub.evse} and {@code hub.evse_state}. What is written goes to the database with the running
 * command's events.
 */
public final class LocationStore {

    /** Owners that may have a location of the same id. */
    private static final int MAX_NAMESAKES = 20;

    private static final String LOCATION = """
            select l.location, l.number, l.owner, l.fid_key, l.audience, l.reported_at, l.sequence, l.sealed, l.content, l.original,
            l.original_protocol, l.original_version, l.original_media_type from hub.location l""";

    private static final String EVSE = """
            select e.evse, e.location, e.fid_key, e.evse_id, e.reported_at, e.sealed, e.content, e.original, e.original_protocol,
            e.original_version, e.original_media_type, s.status, s.reported_at as state_at, s.sequence
            from hub.evse e join hub.evse_state s on s.evse = e.evse""";

    /** Locations and after them their EVSEs, in the columns of both. */
    private static final String WHOLE = """
            with place as (
                select * from hub.location where fid_key = ? and owner = any(?) and audience = any(?)
                order by audience, number limit %d)
            select location, number, owner, fid_key, audience, reported_at, sequence, sealed, content, original, original_protocol,
                original_version, original_media_type, null::uuid as evse, null as evse_id, null as status, null::timestamptz as state_at,
                0 as part
            from place
            union all
            select e.location, e.number, null, e.fid_key, null, e.reported_at, s.sequence, e.sealed, e.content, e.original,
                e.original_protocol, e.original_version, e.original_media_type, e.evse, e.evse_id, s.status, s.reported_at,
                1
            from place join hub.evse e on e.location = place.location join hub.evse_state s on s.evse = e.evse
            where cast(? as text) is null or e.fid_key = ?
            order by part, audience, number""".formatted(MAX_NAMESAKES);

    /** In order of the key, so that two commands that lock several can't wait for each other. */
    private static final String LOCK_STATES = """
            select q.place, e.evse, e.evse_id, s.status, s.reported_at, s.sequence, l.location
            from unnest(cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as text[]))
                with ordinality as q (owner, fid_key, audience, evse_key, place)
            join hub.location l on l.owner = q.owner and l.fid_key = q.fid_key and l.audience = q.audience
            join hub.evse e on e.location = l.location and e.fid_key = q.evse_key
            join hub.evse_state s on s.evse = e.evse
            order by s.evse for update of s""";

    private static final String UPDATE_STATES = """
            update hub.evse_state s set status = q.status, reported_at = q.reported_at, sequence = q.sequence
            from unnest(cast(cast(? as text[]) as uuid[]), cast(? as text[]), cast(cast(? as text[]) as timestamptz[]),
                cast(cast(? as text[]) as bigint[])) as q (evse, status, reported_at, sequence)
            where s.evse = q.evse""";

    /** The newest last_updated of the location and all in it. */
    private static final String UPDATED = """
            greatest(l.reported_at, (select max(greatest(e.reported_at, s.reported_at)) from hub.evse e
                join hub.evse_state s on s.evse = e.evse where e.location = l.location))""";

    private final JdbcClient jdbc;

    public LocationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locations of these owners that were told to all; {@code from} inclusive and {@code to} exclusive bound the last_updated. */
    public record Filter(
            Collection<PartyId> owners,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** Locations and their EVSEs, each location's in order of creation. */
    public record Found(List<LocationRow> locations, List<EvseRow> evses) {}

    /** Names an EVSE by its owner's ids. */
    public record EvseName(Key location, String fidKey) {}

    /** The state of the EVSE that was asked for in that place of the list. */
    public record Locked(
            int place, LocationId location, @Nullable EvseId evseId, State state) {}

    // --- reading --------------------------------------------------------------------------------------------------

    public Optional<LocationRow> find(Key key) {
        return byKey(key, "");
    }

    /** Others that want the row wait until the running command has ended. */
    public Optional<LocationRow> lock(Key key) {
        return byKey(key, " for update");
    }

    private Optional<LocationRow> byKey(Key key, String lock) {
        return jdbc.sql(LOCATION + " where l.owner = ? and l.fid_key = ? and l.audience = ?" + lock)
                .params(key.owner().value(), key.fidKey(), audience(key.audience()))
                .query(LocationStore::location)
                .optional();
    }

    public Optional<LocationRow> find(LocationId location) {
        return jdbc.sql(LOCATION + " where l.location = ?")
                .param(location.value())
                .query(LocationStore::location)
                .optional();
    }

    /** Of whoever of these has one of that id, told to all or to one of {@code audiences}. */
    public List<LocationRow> findById(String fidKey, Collection<PartyId> owners, Collection<PartyId> audiences) {
        return jdbc.sql(LOCATION + " where l.fid_key = ? and l.owner = any(?) and l.audience = any(?)"
                        + " order by l.audience, l.number limit " + MAX_NAMESAKES)
                .params(fidKey, texts(owners).toArray(String[]::new), told(audiences))
                .query(LocationStore::location)
                .list();
    }

    /** As {@link #findById}, with all EVSEs, or with the one of that id. */
    public Found findWhole(
            String fidKey, Collection<PartyId> owners, Collection<PartyId> audiences, @Nullable String evseKey) {
        List<LocationRow> places = new ArrayList<>();
        List<EvseRow> evses = new ArrayList<>();
        jdbc.sql(WHOLE)
                .params(Arrays.asList(fidKey, texts(owners).toArray(String[]::new), told(audiences), evseKey, evseKey))
                .query((ResultSet row) -> {
                    if (row.getObject("evse") == null) {
                        places.add(location(row, row.getRow()));
                    } else {
                        evses.add(evse(row, row.getRow()));
                    }
                });
        return new Found(places, evses);
    }

    /** To them, or to all. */
    private static String[] told(Collection<PartyId> audiences) {
        return Stream.concat(audiences.stream().map(PartyId::value), Stream.of(""))
                .toArray(String[]::new);
    }

    /** False where there is none. */
    public boolean isPublic(LocationId location) {
        return jdbc.sql("select not sealed from hub.location where location = ?")
                .param(location.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** The one that the alias stands for, of whoever of these has it, told to all or to one of {@code audiences}. */
    public Optional<LocationRow> findByAlias(Alias alias, Collection<PartyId> owners, Collection<PartyId> audiences) {
        return jdbc.sql(LOCATION + " where cast(md5(l.owner || '/' || l.fid_key) as uuid) = ? and l.owner = any(?)"
                        + " and l.audience = any(?) order by l.audience limit 1")
                .params(alias.value(), texts(owners).toArray(String[]::new), told(audiences))
                .query(LocationStore::location)
                .optional();
    }

    /** EVSEs of these locations, each location's in order of creation. */
    public List<EvseRow> evses(Collection<LocationId> locations) {
        return evses(locations, "");
    }

    /** As {@link #evses}; others that want to change their states wait until the running command has ended. */
    public List<EvseRow> lockEvses(LocationId location) {
        return evses(List.of(location), " for update of s");
    }

    private List<EvseRow> evses(Collection<LocationId> locations, String lock) {
        UUID[] ids = locations.stream().map(LocationId::value).toArray(UUID[]::new);
        return jdbc.sql(EVSE + " where e.location = any(?) order by " + (lock.isEmpty() ? "e.number" : "s.evse") + lock)
                .param(ids)
                .query(LocationStore::evse)
                .list();
    }

    /** In order of creation. */
    public List<LocationRow> page(Filter filter, long after, int offset, int limit) {
        return visible(LOCATION, filter, " and l.number > ? order by l.number offset ? limit ?")
                .params(after, offset, limit)
                .query(LocationStore::location)
                .list();
    }

    public long count(Filter filter) {
        return visible("select count(*) from hub.location l", filter, "")
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec visible(String select, Filter filter, String rest) {
        StringBuilder sql = new StringBuilder(select).append(" where l.audience = '' and l.owner = any(?)");
        List<Object> values = new ArrayList<>();
        values.add(texts(filter.owners).toArray(String[]::new));
        if (filter.from != null) {
            sql.append(" and ").append(UPDATED).append(" >= ?");
            values.add(utc(filter.from));
        }
        if (filter.to != null) {
            sql.append(" and ").append(UPDATED).append(" < ?");
            values.add(utc(filter.to));
        }
        return jdbc.sql(sql + rest).params(values);
    }

    /** Those that exist, with the place of their name. Others that want them wait until the running command has ended. */
    public List<Locked> lockStates(List<EvseName> names) {
        return jdbc.sql(LOCK_STATES)
                .params(
                        column(names, name -> name.location.owner().value()),
                        column(names, name -> name.location.fidKey()),
                        column(names, name -> audience(name.location.audience())),
                        column(names, name -> name.fidKey))
                .query((row, n) -> new Locked(
                        row.getInt("place") - 1,
                        new LocationId(row.getObject("location", UUID.class)),
                        evseId(row),
                        new State(
                                new EvseKey(row.getObject("evse", UUID.class)),
                                EvseStatus.valueOf(row.getString("status")),
                                time(row, "reported_at"),
                                row.getLong("sequence"))))
                .list();
    }

    // --- writing --------------------------------------------------------------------------------------------------

    public void add(LocationRow row) {
        late(
                """
                insert into hub.location (location, owner, fid_key, audience, reported_at, sequence, sealed, content, original,
                original_protocol, original_version, original_media_type) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                List.of(
                        row.location().value(),
                        row.key().owner().value(),
                        row.key().fidKey(),
                        audience(row.key().audience()),
                        utc(row.reportedAt()),
                        row.sequence()),
                content(row.content()));
    }

    public void update(LocationRow row) {
        late(
                """
                update hub.location set reported_at = ?, sequence = ?, sealed = ?, content = ?, original = ?, original_protocol = ?,
                original_version = ?, original_media_type = ? where location = ?""",
                List.of(utc(row.reportedAt()), row.sequence()),
                content(row.content()),
                List.of(row.location().value()));
    }

    public void add(EvseRow row) {
        late(
                """
                insert into hub.evse (evse, location, fid_key, evse_id, reported_at, sealed, content, original,
                original_protocol, original_version, original_media_type) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Arrays.asList(
                        row.evse().value(),
                        row.location().value(),
                        row.fidKey(),
                        row.evseId() == null ? null : row.evseId().value(),
                        utc(row.reportedAt())),
                content(row.content()));
        State state = row.state();
        late(
                "insert into hub.evse_state (evse, status, reported_at, sequence) values (?, ?, ?, ?)",
                List.of(state.evse().value(), state.status().name(), utc(state.reportedAt()), state.sequence()));
    }

    /** Its state apart: that is written by {@link #update(List)}. */
    public void update(EvseRow row) {
        late(
                """
                update hub.evse set evse_id = ?, reported_at = ?, sealed = ?, content = ?, original = ?, original_protocol = ?,
                original_version = ?, original_media_type = ? where evse = ?""",
                Arrays.asList(row.evseId() == null ? null : row.evseId().value(), utc(row.reportedAt())),
                content(row.content()),
                List.of(row.evse().value()));
    }

    public void update(List<State> states) {
        if (!states.isEmpty()) {
            late(
                    UPDATE_STATES,
                    List.of(
                            column(states, state -> state.evse().toString()),
                            column(states, state -> state.status().name()),
                            column(states, state -> state.reportedAt().toString()),
                            column(states, state -> Long.toString(state.sequence()))));
        }
    }

    public void remove(EvseKey evse) {
        late("delete from hub.evse_state where evse = ?", List.of(evse.value()));
        late("delete from hub.evse where evse = ?", List.of(evse.value()));
    }

    private void late(String sql, List<? extends @Nullable Object>... values) {
        List<@Nullable Object> all = new ArrayList<>();
        for (List<? extends @Nullable Object> some : values) {
            all.addAll(some);
        }
        LateRows.add(
                new LateRows.Row(sql, all),
                row -> jdbc.sql(row.sql()).params(row.values()).update());
    }

    private static List<Object> content(Content content) {
        return List.of(
                content.sealed(),
                content.neutral(),
                content.original(),
                content.protocol().name(),
                content.version(),
                content.mediaType());
    }

    // --- rows -----------------------------------------------------------------------------------------------------

    private static <T> String[] column(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static List<String> texts(Collection<PartyId> parties) {
        return parties.stream().map(PartyId::value).toList();
    }

    private static String audience(@Nullable PartyId one) {
        return one == null ? "" : one.value();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable EvseId evseId(ResultSet row) throws SQLException {
        String text = row.getString("evse_id");
        return text == null ? null : new EvseId(text);
    }

    private static LocationRow location(ResultSet row, int n) throws SQLException {
        String audience = row.getString("audience");
        return new LocationRow(
                new LocationId(row.getObject("location", UUID.class)),
                row.getLong("number"),
                new Key(
                        new PartyId(row.getString("owner")),
                        row.getString("fid_key"),
                        audience.isEmpty() ? null : new PartyId(audience)),
                time(row, "reported_at"),
                row.getLong("sequence"),
                content(row));
    }

    private static EvseRow evse(ResultSet row, int n) throws SQLException {
        EvseKey key = new EvseKey(row.getObject("evse", UUID.class));
        return new EvseRow(
                key,
                new LocationId(row.getObject("location", UUID.class)),
                row.getString("fid_key"),
                evseId(row),
                time(row, "reported_at"),
                content(row),
                new State(
                        key,
                        EvseStatus.valueOf(row.getString("status")),
                        time(row, "state_at"),
                        row.getLong("sequence")));
    }

    private static Content content(ResultSet row) throws SQLException {
        return new Content(
                row.getBoolean("sealed"),
                row.getBytes("content"),
                row.getBytes("original"),
                Protocol.valueOf(row.getString("original_protocol")),
                row.getString("original_version"),
                row.getString("original_media_type"));
    }
}

package org.roaminghub.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.LateRows;

/** Axon's JDBC engine on the table {@code hub.event}. */
final class Engines {

    /** Rows a read fetches at once. */
    static final int BATCH = 1_000;

    private static final EventSchema SCHEMA = EventSchema.builder()
            .eventTable("hub.event")
            .snapshotTable("hub.no_snapshots")
            .globalIndexColumn("position")
            .eventIdentifierColumn("event_id")
            .aggregateIdentifierColumn("stream")
            .sequenceNumberColumn("sequence")
            .typeColumn("stream_type")
            .timestampColumn("recorded_at")
            .payloadTypeColumn("name")
            .payloadRevisionColumn("version")
            .payloadColumn("payload")
            .metaDataColumn("envelope")
            .build();

    private static final DuplicateKeys DUPLICATES = new DuplicateKeys();

    private static final String APPEND = """
            insert into hub.event (event_id, stream, sequence, stream_type, recorded_at, name, version, payload, envelope)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private Engines() {}

    static Engine engine(
            ConnectionProvider connections,
            TransactionManager transactions,
            GroupCommit commits,
            Serializer serializer,
            EventUpcaster upcaster) {
        var builder = JdbcEventStorageEngine.builder()
                .connectionProvider(connections)
                .transactionManager(transactions)
                .schema(SCHEMA)
                .dataType(byte[].class)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .upcasterChain(upcaster)
                .persistenceExceptionResolver(DUPLICATES)
                .batchSize(BATCH);
        return new Engine(builder, commits, serializer, upcaster);
    }

    static final class Engine extends JdbcEventStorageEngine {

        private final GroupCommit commits;
        private final Serializer serializer;
        private final EventUpcaster upcaster;

        Engine(Builder builder, GroupCommit commits, Serializer serializer, EventUpcaster upcaster) {
            super(builder);
            this.commits = commits;
            this.serializer = serializer;
            this.upcaster = upcaster;
        }

        /**
         * Events, the rows that belong to them and the commit, in one round trip: this is the last that a command writes. When
         * one of it fails the database skips the rest, the commit too, and the transaction is rolled back. A command that
         * has written nothing else yet shares its commit with others.
         */
        @Override
        protected void appendEvents(List<? extends EventMessage<?>> events, Serializer json) {
            if (events.isEmpty()) {
                return;
            }
            List<LateRows.Row> writes = new ArrayList<>(LateRows.take());
            for (EventMessage<?> event : events) {
                writes.add(new LateRows.Row(APPEND, values((DomainEventMessage<?>) event, json)));
            }
            try (Connection connection = getConnection()) {
                if (!shares(connection, writes)) {
                    write(connection, writes);
                }
            } catch (SQLException e) {
                throw DUPLICATES.isDuplicateKeyViolation(e)
                        ? new ConcurrencyException("another command took the place of an event or a row first", e)
                        : new EventStoreException("the events could not be written", e);
            }
        }

        private boolean shares(Connection connection, List<LateRows.Row> writes) throws SQLException {
            if (!connection.isWrapperFor(LazyTransaction.Marked.class)) {
                return false;
            }
            LazyTransaction.Marked lazy = connection.unwrap(LazyTransaction.Marked.class);
            return lazy.hasOnlyRead() && commits.write(lazy.plain(), writes);
        }

        private static void write(Connection connection, List<LateRows.Row> writes) throws SQLException {
            Stream<String> end = connection.getAutoCommit() ? Stream.empty() : Stream.of("commit");
            String sql =
                    Stream.concat(writes.stream().map(LateRows.Row::sql), end).collect(Collectors.joining("; "));
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                GroupCommit.set(statement, writes);
                statement.execute();
            }
        }

        private static List<@Nullable Object> values(DomainEventMessage<?> event, Serializer json) {
            var payload = event.serializePayload(json, byte[].class);
            return List.of(
                    UUID.fromString(event.getIdentifier()),
                    event.getAggregateIdentifier(),
                    event.getSequenceNumber(),
                    event.getType(),
                    OffsetDateTime.ofInstant(event.getTimestamp(), ZoneOffset.UTC),
                    payload.getType().getName(),
                    payload.getType().getRevision(),
                    payload.getData(),
                    event.serializeMetaData(json, byte[].class).getData());
        }

        /** The next events after {@code last}, at most {@code limit}; an empty list when there are none. One query. */
        List<TrackedEventMessage<?>> readNext(@Nullable TrackingToken last, int limit) {
            return EventUtils.upcastAndDeserializeTrackedEvents(
                            fetchTrackedEvents(last, limit).stream(), serializer, upcaster)
                    .collect(Collectors.toUnmodifiableList());
        }

        @Override
        protected Object readTimeStamp(java.sql.ResultSet row, String column) throws java.sql.SQLException {
            return row.getObject(column, OffsetDateTime.class).toInstant();
        }

        @Override
        protected java.util.stream.Stream<? extends org.axonframework.eventhandling.DomainEventData<?>>
                readSnapshotData(String stream) {
            return java.util.stream.Stream.empty();
        }
    }
}

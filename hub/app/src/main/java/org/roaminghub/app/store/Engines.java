package org.roaminghub.app.store;

import java.sql.PreparedStatement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** Axon's JDBC engine on the table {@code hub.event}. */
final class Engines {

    /** Rows a read fetches at once. */
    private static final int BATCH = 1_000;

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

    private static final String APPEND = """
            insert into hub.event (event_id, stream, sequence, stream_type, recorded_at, name, version, payload, envelope)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private Engines() {}

    static JdbcEventStorageEngine engine(
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer,
            EventUpcaster upcaster) {
        return new Engine(JdbcEventStorageEngine.builder()
                .connectionProvider(connections)
                .transactionManager(transactions)
                .schema(SCHEMA)
                .dataType(byte[].class)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .upcasterChain(upcaster)
                .persistenceExceptionResolver(new DuplicateKeys())
                .batchSize(BATCH)
                .appendEvents((connection, schema, dataType, events, json, timestamps) -> {
                    PreparedStatement statement = connection.prepareStatement(APPEND);
                    for (var message : events) {
                        var event = (DomainEventMessage<?>) message;
                        var payload = event.serializePayload(json, byte[].class);
                        statement.setObject(1, UUID.fromString(event.getIdentifier()));
                        statement.setString(2, event.getAggregateIdentifier());
                        statement.setLong(3, event.getSequenceNumber());
                        statement.setString(4, event.getType());
                        statement.setObject(5, OffsetDateTime.ofInstant(event.getTimestamp(), ZoneOffset.UTC));
                        statement.setString(6, payload.getType().getName());
                        statement.setString(7, payload.getType().getRevision());
                        statement.setBytes(8, payload.getData());
                        statement.setBytes(
                                9, event.serializeMetaData(json, byte[].class).getData());
                        statement.addBatch();
                    }
                    return statement;
                }));
    }

    private static final class Engine extends JdbcEventStorageEngine {

        Engine(Builder builder) {
            super(builder);
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

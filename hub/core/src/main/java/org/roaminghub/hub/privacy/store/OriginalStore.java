package org.roaminghub.hub.privacy.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.roaminghub.hub.recording.LateRows;
import org.roaminghub.vocabulary.OriginalId;
import org.roaminghub.vocabulary.Protocol;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.original}: append-only. */
public final class OriginalStore {

    private final JdbcClient jdbc;

    public OriginalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A kept original; {@code sealed} holds salt and bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(
            OriginalId original, UUID keyId, Protocol protocol, String version, String mediaType, byte[] sealed) {}

    public void add(Row row) {
        LateRows.add(
                new LateRows.Row(
                        "insert into hub.original (original_id, key_id, protocol, version, media_type, sealed) values (?, ?, ?, ?, ?, ?)",
                        List.of(
                                row.original.value(),
                                row.keyId,
                                row.protocol.name(),
                                row.version,
                                row.mediaType,
                                row.sealed)),
                late -> jdbc.sql(late.sql()).params(late.values()).update());
    }

    public Optional<Row> find(OriginalId original) {
        return jdbc.sql("select key_id, protocol, version, media_type, sealed from hub.original where original_id = ?")
                .param(original.value())
                .query((row, n) -> new Row(
                        original,
                        row.getObject(1, UUID.class),
                        Protocol.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getBytes(5)))
                .optional();
    }
}

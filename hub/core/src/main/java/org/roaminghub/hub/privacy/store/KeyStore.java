package org.roaminghub.hub.privacy.store;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.RetentionClass;
import org.roaminghub.vocabulary.SubjectRef;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.subject_key}. */
public final class KeyStore {

    private final JdbcClient jdbc;

    public KeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code wrapped} is null once the key was destroyed. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(UUID keyId, byte @Nullable [] wrapped) {}

    /** The row of (subject, class, year); {@code fresh} becomes it when there is none. */
    public Row findOrAdd(SubjectRef subject, RetentionClass retention, int year, UUID fresh, byte[] wrapped) {
        Optional<Row> present = find(subject, retention, year);
        if (present.isPresent()) {
            return present.get();
        }
        jdbc.sql(
                        "insert into hub.subject_key (key_id, subject, retention, year, wrapped) values (?, ?, ?, ?, ?) on conflict do nothing")
                .params(fresh, subject.value(), retention.name(), year, wrapped)
                .update();
        return find(subject, retention, year).orElseThrow();
    }

    private Optional<Row> find(SubjectRef subject, RetentionClass retention, int year) {
        return jdbc.sql("select key_id, wrapped from hub.subject_key where subject = ? and retention = ? and year = ?")
                .params(subject.value(), retention.name(), year)
                .query((row, n) -> new Row(row.getObject(1, UUID.class), row.getBytes(2)))
                .optional();
    }

    public Optional<Row> find(UUID keyId) {
        return jdbc.sql("select key_id, wrapped from hub.subject_key where key_id = ?")
                .param(keyId)
                .query((row, n) -> new Row(row.getObject(1, UUID.class), row.getBytes(2)))
                .optional();
    }
}

package org.roaminghub.hub.privacy.store;

import java.util.Optional;
import java.util.UUID;
import org.roaminghub.vocabulary.SubjectRef;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.subject}: fingerprint → data subject. */
public final class SubjectStore {

    private final JdbcClient jdbc;

    public SubjectStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<SubjectRef> find(byte[] fingerprint) {
        return jdbc.sql("select subject from hub.subject where fingerprint = ?")
                .param(fingerprint)
                .query((row, n) -> new SubjectRef(row.getObject(1, UUID.class)))
                .optional();
    }

    /** The subject of the fingerprint: the one already there, else {@code subject}. */
    public SubjectRef findOrAdd(byte[] fingerprint, SubjectRef subject) {
        jdbc.sql("insert into hub.subject (fingerprint, subject) values (?, ?) on conflict do nothing")
                .params(fingerprint, subject.value())
                .update();
        return find(fingerprint).orElseThrow();
    }

    /** True when the two were not linked before. */
    public boolean link(SubjectRef subject, SubjectRef other) {
        return jdbc.sql("insert into hub.subject_link (subject, other) values (?, ?) on conflict do nothing")
                        .params(subject.value(), other.value())
                        .update()
                == 1;
    }
}

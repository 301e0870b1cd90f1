package org.roaminghub.app.projection;

import java.util.Optional;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads how far a processor is without claiming its token: any node may ask. */
final class TokenReader {

    private final JdbcClient jdbc;
    private final Serializer serializer;

    TokenReader(JdbcClient jdbc, Serializer serializer) {
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    /** Empty when the processor has not begun. */
    Optional<TrackingToken> find(String processor) {
        return jdbc.sql(
                        "select token, token_type from hub.token_entry where processor_name = ? and token is not null limit 1")
                .param(processor)
                .query((row, number) -> new SimpleSerializedObject<>(
                        row.getBytes("token"), byte[].class, row.getString("token_type"), null))
                .optional()
                .map(stored -> serializer.<byte[], TrackingToken>deserialize(stored));
    }
}

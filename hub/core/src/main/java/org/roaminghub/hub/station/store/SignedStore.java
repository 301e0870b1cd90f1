package org.roaminghub.hub.station.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.roaminghub.vocabulary.TransactionId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.transaction_signed}. */
public final class SignedStore {

    private final JdbcClient jdbc;

    public SignedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code content} is sealed; {@code nature} START, INTERMEDIATE or END. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(byte[] print, Instant at, String nature, byte[] content) {}

    /** What is neither first nor last has no room beyond {@code mostBetween}. A repeat changes nothing. */
    public boolean add(TransactionId transaction, Row row, int mostBetween, Instant received) {
        return jdbc.sql("""
                        insert into hub.transaction_signed (transaction, print, at, nature, content, received_at)
                        select ?, ?, ?, ?, ?, ?
                        where ? <> 'INTERMEDIATE' or (select count(*) from hub.transaction_signed
                            where transaction = ? and nature = 'INTERMEDIATE') < ?
                        on conflict do nothing""")
                        .params(
                                transaction.value(),
                                row.print,
                                StationStore.utc(row.at),
                                row.nature,
                                row.content,
                                StationStore.utc(received),
                                row.nature,
                                transaction.value(),
                                mostBetween)
                        .update()
                == 1;
    }

    public List<Row> list(TransactionId transaction) {
        return jdbc.sql("""
                        select print, at, nature, content from hub.transaction_signed where transaction = ?
                        order by at, case nature when 'START' then 0 when 'END' then 2 else 1 end""")
                .param(transaction.value())
                .query((row, n) -> new Row(
                        row.getBytes(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getString(3),
                        row.getBytes(4)))
                .list();
    }

    public int deleteOlder(Instant before) {
        return jdbc.sql("delete from hub.transaction_signed where received_at < ?")
                .param(StationStore.utc(before))
                .update();
    }
}

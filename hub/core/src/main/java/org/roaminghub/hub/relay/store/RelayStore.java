package org.roaminghub.hub.relay.store;

import java.util.List;
import java.util.UUID;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.RelayId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.relay_object}. */
public final class RelayStore {

    /** More than one is ambiguous already. */
    private static final int MAX_OTHERS = 10;

    private final JdbcClient jdbc;

    public RelayStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An object between its owner and the other party. {@code fidKey} is in upper case. */
    public record Key(String kind, String fidKey, PartyId owner, PartyId other) {}

    public record Row(RelayId relay, boolean taken, long facts) {}

    /** The row, locked; made with that id when there is none. Inside a command. */
    public Row lockOrAdd(Key key, RelayId fresh) {
        jdbc.sql("insert into hub.relay_object (relay, kind, fid_key, owner, other, taken, facts)"
                        + " values (?, ?, ?, ?, ?, false, 0) on conflict (kind, fid_key, owner, other) do nothing")
                .params(fresh.value(), key.kind, key.fidKey, key.owner.value(), key.other.value())
                .update();
        return jdbc.sql("select relay, taken, facts from hub.relay_object"
                        + " where kind = ? and fid_key = ? and owner = ? and other = ? for update")
                .params(key.kind, key.fidKey, key.owner.value(), key.other.value())
                .query((row, n) ->
                        new Row(new RelayId(row.getObject(1, UUID.class)), row.getBoolean(2), row.getLong(3)))
                .single();
    }

    public void update(Row row) {
        jdbc.sql("update hub.relay_object set taken = ?, facts = ? where relay = ?")
                .params(row.taken, row.facts, row.relay.value())
                .update();
    }

    /** With whom the party exchanged such an object with success, as its owner or not. */
    public List<PartyId> others(PartyId party, String kind, String fidKey) {
        return jdbc.sql("select other from hub.relay_object where kind = ? and fid_key = ? and owner = ? and taken"
                        + " union select owner from hub.relay_object where kind = ? and fid_key = ? and other = ? and taken"
                        + " order by 1 limit " + MAX_OTHERS)
                .params(kind, fidKey, party.value(), kind, fidKey, party.value())
                .query((row, n) -> new PartyId(row.getString(1)))
                .list();
    }
}

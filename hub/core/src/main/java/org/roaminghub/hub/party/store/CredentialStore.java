package org.roaminghub.hub.party.store;

import java.util.List;
import java.util.UUID;
import org.roaminghub.vocabulary.PlatformId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.credential}: what partners present, as SHA-256. A credential that ended has no row. */
public final class CredentialStore {

    private final JdbcClient jdbc;

    public CredentialStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a credential is good for. */
    public enum State {
        /** One-time, for the handshake only. */
        REGISTRATION,
        /** Given away in a handshake that the hub started and that has not ended; good beside the others. */
        ISSUED,
        /** Good; when it is used first, the older ones end. */
        FRESH,
        /** Good, and used. */
        PROVEN
    }

    @SuppressWarnings("ArrayRecordComponent")
    public record Row(byte[] hash, PlatformId platform, State state) {}

    public List<Row> all() {
        return jdbc.sql("select hash, platform, state from hub.credential")
                .query((row, n) -> new Row(
                        row.getBytes(1), new PlatformId(row.getObject(2, UUID.class)), State.valueOf(row.getString(3))))
                .list();
    }

    /** Adds a credential; earlier ones of the platform in the same state end, for nobody has used them. */
    public void replace(PlatformId platform, byte[] hash, State state) {
        jdbc.sql("delete from hub.credential where platform = ? and state = ?")
                .params(platform.value(), state.name())
                .update();
        jdbc.sql("insert into hub.credential (hash, platform, state) values (?, ?, ?)")
                .params(hash, platform.value(), state.name())
                .update();
    }

    /** Those given away in the handshake are ordinary ones from now on. */
    public void endHandshake(PlatformId platform) {
        jdbc.sql("delete from hub.credential where platform = ? and state = 'REGISTRATION'")
                .param(platform.value())
                .update();
        jdbc.sql("update hub.credential set state = 'FRESH' where platform = ? and state = 'ISSUED'")
                .param(platform.value())
                .update();
    }

    /** The credential was used: older ones end. False when it has ended itself. */
    public boolean prove(PlatformId platform, byte[] hash) {
        jdbc.sql("""
                        delete from hub.credential older using hub.credential used
                        where used.hash = ? and used.platform = ? and used.state = 'FRESH'
                        and older.platform = used.platform and older.number < used.number and older.state <> 'REGISTRATION'""").params(hash, platform.value()).update();
        int there = jdbc.sql(
                        "update hub.credential set state = 'PROVEN' where hash = ? and platform = ? and state in ('FRESH', 'PROVEN')")
                .params(hash, platform.value())
                .update();
        return there == 1;
    }

    public void endAll(PlatformId platform) {
        jdbc.sql("delete from hub.credential where platform = ?")
                .param(platform.value())
                .update();
    }
}

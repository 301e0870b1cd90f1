package org.roaminghub.hub.command.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.profile_set}. */
public final class ProfileStore {

    private final JdbcClient jdbc;

    public ProfileStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A party that steers a session, by the command that did it last. */
    public record Setter(PartyId party, Role role, RemoteId remote) {}

    /** {@code sessionKey} is that of the CPO's id. */
    public void add(PartyId cpo, String sessionKey, Setter setter, Instant at) {
        jdbc.sql(
                        "insert into hub.profile_set (cpo, session_key, sender, sender_role, remote, set_at) values (?, ?, ?, ?, ?, ?)"
                                + " on conflict (cpo, session_key, sender, sender_role)"
                                + " do update set remote = excluded.remote, set_at = excluded.set_at")
                .params(
                        cpo.value(),
                        sessionKey,
                        setter.party.value(),
                        setter.role.name(),
                        setter.remote.value(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The newest first. */
    public List<Setter> list(PartyId cpo, String sessionKey) {
        return jdbc.sql("select sender, sender_role, remote from hub.profile_set where cpo = ? and session_key = ?"
                        + " order by set_at desc")
                .params(cpo.value(), sessionKey)
                .query((row, n) -> new Setter(
                        new PartyId(row.getString(1)),
                        Role.valueOf(row.getString(2)),
                        new RemoteId(row.getObject(3, UUID.class))))
                .list();
    }

    public int deleteBefore(Instant oldest) {
        OffsetDateTime time = oldest.atOffset(ZoneOffset.UTC);
        return jdbc.sql("delete from hub.profile_set where set_at < ?")
                .param(time)
                .update();
    }
}

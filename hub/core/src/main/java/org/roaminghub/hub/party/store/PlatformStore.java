package org.roaminghub.hub.party.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.HouseJson;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.PartnerConnection.ClaimedParty;
import org.roaminghub.spi.inbound.PartnerConnection.Endpoint;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code hub.platform} and {@code hub.platform_party}. */
public final class PlatformStore {

    private final JdbcClient jdbc;

    public PlatformStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A platform without its parties. {@code presented}: what the hub presents to it, sealed. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(
            PlatformId platform,
            String name,
            Protocol protocol,
            Map<String, String> settings,
            ConnectionStatus status,
            @Nullable Contact contact,
            byte @Nullable [] presented,
            Instant changed) {}

    /** A registration but for its secret. */
    public record Contact(
            String version,
            String url,
            List<Endpoint> endpoints,
            List<ClaimedParty> parties,
            Map<String, String> settings) {
        public Contact {
            endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
            parties = parties == null ? List.of() : List.copyOf(parties);
            settings = settings == null ? Map.of() : Map.copyOf(settings);
        }
    }

    /** Which platform has a party. */
    public record PartyRow(PlatformId platform, HostedParty party) {}

    /** Settings of the administrator; absent when empty in JSON. */
    private record Settings(Map<String, String> settings) {
        private Settings {
            settings = settings == null ? Map.of() : Map.copyOf(settings);
        }
    }

    /** How often the register was changed: greater after every committed change. */
    public long version() {
        return jdbc.sql("select version from hub.platform_register")
                .query(Long.class)
                .single();
    }

    /** First thing in a command that may change the register: others that want to wait until this one has ended. */
    public void claim() {
        jdbc.sql("update hub.platform_register set version = version + 1").update();
    }

    public void save(
            PlatformId platform,
            String name,
            Protocol protocol,
            Map<String, String> settings,
            ConnectionStatus status,
            Instant at) {
        jdbc.sql("""
                        insert into hub.platform (platform, name, protocol, settings, status, changed_at)
                        values (?, ?, ?, ?::jsonb, ?, ?)
                        on conflict (platform) do update
                        set name = excluded.name, settings = excluded.settings, status = excluded.status,
                            changed_at = excluded.changed_at""")
                .params(
                        platform.value(),
                        name,
                        protocol.name(),
                        json(new Settings(settings)),
                        status.name(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    public void saveContact(PlatformId platform, Contact contact, byte[] presented) {
        jdbc.sql("update hub.platform set contact = ?::jsonb, presented = ? where platform = ?")
                .params(json(contact), presented, platform.value())
                .update();
    }

    public void endContact(PlatformId platform) {
        jdbc.sql("update hub.platform set contact = null, presented = null where platform = ?")
                .param(platform.value())
                .update();
    }

    /** Adds the party, or replaces what is said of it. */
    public void saveParty(PlatformId platform, HostedParty party) {
        jdbc.sql("""
                        insert into hub.platform_party (role, party, platform, name, website, logo, active)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (role, party) do update
                        set name = excluded.name, website = excluded.website, logo = excluded.logo, active = excluded.active
                        where platform_party.platform = excluded.platform""")
                .params(party.role().name(), party.party().value(), platform.value(), party.name())
                .param(party.website())
                .param(party.logo())
                .param(party.active())
                .update();
    }

    public void removeParty(PlatformId platform, Role role, PartyId party) {
        jdbc.sql("delete from hub.platform_party where platform = ? and role = ? and party = ?")
                .params(platform.value(), role.name(), party.value())
                .update();
    }

    /** Who has one of these parties, in whatever role. */
    public List<PartyRow> holders(Collection<PartyId> parties) {
        return jdbc.sql(
                        "select platform, role, party, name, website, logo, active from hub.platform_party where party = any(?)")
                .param(parties.stream().map(PartyId::value).toArray(String[]::new))
                .query((row, n) -> partyRow(row))
                .list();
    }

    /** Every party, in the order in which they came. */
    public List<PartyRow> parties() {
        return jdbc.sql(
                        "select platform, role, party, name, website, logo, active from hub.platform_party order by number")
                .query((row, n) -> partyRow(row))
                .list();
    }

    private static PartyRow partyRow(java.sql.ResultSet row) throws java.sql.SQLException {
        return new PartyRow(
                new PlatformId(row.getObject(1, UUID.class)),
                new HostedParty(
                        Role.valueOf(row.getString(2)),
                        new PartyId(row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getBoolean(7)));
    }

    /** Every platform, in order of creation. */
    public List<Row> platforms() {
        return jdbc.sql(
                        "select platform, name, protocol, settings, status, contact, presented, changed_at from hub.platform order by number")
                .query((row, n) -> {
                    String contact = row.getString(6);
                    return new Row(
                            new PlatformId(row.getObject(1, UUID.class)),
                            row.getString(2),
                            Protocol.valueOf(row.getString(3)),
                            read(row.getString(4), Settings.class).settings,
                            ConnectionStatus.valueOf(row.getString(5)),
                            contact == null ? null : read(contact, Contact.class),
                            row.getBytes(7),
                            row.getObject(8, OffsetDateTime.class).toInstant());
                })
                .list();
    }

    /** What the hub presents to the platform, sealed; empty without registration. */
    public Optional<byte[]> findPresented(PlatformId platform) {
        return jdbc.sql("select presented from hub.platform where platform = ? and presented is not null")
                .param(platform.value())
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    public Optional<Instant> findLastSeen(PlatformId platform) {
        return jdbc.sql("select last_seen from hub.platform where platform = ? and last_seen is not null")
                .param(platform.value())
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    public void saveLastSeen(PlatformId platform, Instant at) {
        jdbc.sql("update hub.platform set last_seen = greatest(last_seen, ?) where platform = ?")
                .params(at.atOffset(ZoneOffset.UTC), platform.value())
                .update();
    }

    private static String json(Object value) {
        return new String(HouseJson.rows().write(value), StandardCharsets.UTF_8);
    }

    private static <T> T read(String json, Class<T> type) {
        return HouseJson.rows().read(json.getBytes(StandardCharsets.UTF_8), type);
    }
}

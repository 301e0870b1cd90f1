package org.roaminghub.app.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.audit.AccessGranted;
import org.roaminghub.events.audit.AccessRevoked;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.projection.Scope;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may use the admin API. Of a token only the SHA-256 is kept; events name the grant and not the user. */
final class AccessRegister {

    private static final Logger log = LoggerFactory.getLogger(AccessRegister.class);
    private static final int TOKEN_BYTES = 32;

    private final JdbcClient jdbc;
    private final Commands commands;
    private final Recorder recorder;
    private final Clock clock;
    private final Ids ids;
    private final byte[] firstAdministrator;
    private final SecureRandom random = new SecureRandom();

    AccessRegister(
            JdbcClient jdbc,
            Commands commands,
            Recorder recorder,
            Clock clock,
            Ids ids,
            AdminToken firstAdministrator) {
        this.jdbc = jdbc;
        this.commands = commands;
        this.recorder = recorder;
        this.clock = clock;
        this.ids = ids;
        this.firstAdministrator = sha256(firstAdministrator.value());
        commands.handledBy(this);
    }

    record Access(
            UUID id,
            String user,
            AdminRole role,
            Scope scope,
            Instant grantedAt,
            @Nullable Instant revokedAt) {}

    /** The token is shown once and can't be had again. */
    record Granted(Access access, String token) {
        @Override
        public String toString() {
            return "Granted[" + access.id() + "]";
        }
    }

    /** {@code tokenHash} in hex. */
    record GrantAccess(Access access, String tokenHash, Causes causes) implements Command<Boolean> {}

    record RevokeAccess(UUID access, Instant at, Causes causes) implements Command<Outcome<Access>> {}

    Granted grant(String user, AdminRole role, Scope scope, AdminUser by) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Access access = new Access(ids.next(), user, role, scope, clock.now(), null);
        commands.send(
                new GrantAccess(access, HexFormat.of().formatHex(sha256(token)), Causes.of(by.actor(), ids.next())));
        log.info("access=granted access_id={} role={} by={}", access.id(), role.text(), by.id());
        return new Granted(access, token);
    }

    /** UNKNOWN_OBJECT; a second time changes nothing. */
    Outcome<Access> revoke(UUID access, AdminUser by) {
        Outcome<Access> outcome =
                commands.send(new RevokeAccess(access, clock.now(), Causes.of(by.actor(), ids.next())));
        log.info("access=revoked access_id={} by={}", access, by.id());
        return outcome;
    }

    @CommandHandler
    boolean handle(GrantAccess command) {
        Access access = command.access;
        jdbc.sql("insert into hub.access (access_id, user_name, role, scope, token_hash, granted_at)"
                        + " values (?, ?, ?, ?, decode(?, 'hex'), ?)")
                .params(
                        access.id,
                        access.user,
                        access.role.name(),
                        ScopeText.write(access.scope),
                        command.tokenHash,
                        access.grantedAt.atOffset(ZoneOffset.UTC))
                .update();
        recorder.record(new Fact(
                StreamName.of("access", access.id),
                0,
                new AccessGranted(access.id.toString(), access.role.name(), ScopeText.list(access.scope)),
                access.grantedAt,
                command.causes));
        return true;
    }

    @CommandHandler
    Outcome<Access> handle(RevokeAccess command) {
        Optional<Access> known = jdbc.sql("select * from hub.access where access_id = ? for update")
                .param(command.access)
                .query(AccessRegister::access)
                .optional();
        if (known.isEmpty()) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such access.");
        }
        Access access = known.get();
        if (access.revokedAt == null) {
            jdbc.sql("update hub.access set revoked_at = ?, token_hash = null where access_id = ?")
                    .params(command.at.atOffset(ZoneOffset.UTC), access.id)
                    .update();
            recorder.record(new Fact(
                    StreamName.of("access", access.id),
                    1,
                    new AccessRevoked(access.id.toString(), access.role.name()),
                    command.at,
                    command.causes));
        }
        return Outcome.done(access);
    }

    List<Access> list() {
        return jdbc.sql("select * from hub.access order by access_id")
                .query(AccessRegister::access)
                .list();
    }

    /** Who presents this token; empty when nobody. */
    Optional<AdminUser> find(String token) {
        byte[] hash = sha256(token);
        if (MessageDigest.isEqual(hash, firstAdministrator)) {
            return Optional.of(new AdminUser(AdminUser.FIRST, AdminUser.FIRST, AdminRole.OPERATOR, Scope.ALL));
        }
        return jdbc.sql("select * from hub.access where token_hash = ?")
                .param(hash)
                .query(AccessRegister::access)
                .optional()
                .map(access -> new AdminUser(access.id.toString(), access.user, access.role, access.scope));
    }

    private static Access access(ResultSet row, int number) throws SQLException {
        String scope = row.getString("scope");
        OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
        return new Access(
                row.getObject("access_id", UUID.class),
                row.getString("user_name"),
                AdminRole.valueOf(row.getString("role")),
                scope.isEmpty() ? Scope.ALL : ScopeText.read(List.of(scope.split(" "))),
                row.getObject("granted_at", OffsetDateTime.class).toInstant(),
                revoked == null ? null : revoked.toInstant());
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

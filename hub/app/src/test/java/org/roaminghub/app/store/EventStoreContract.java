package org.roaminghub.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.roaminghub.events.authorization.AuthorizationRequested;
import org.roaminghub.events.authorization.Purpose;
import org.roaminghub.events.party.PlatformSuspended;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Recorded;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SubjectRef;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;

/** What the store promises, on whichever PostgreSQL {@link #open()} gives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EventStoreContract {

    private static final TokenSeen CARD =
            new TokenSeen(TokenUid.parse("04A2B9C1D2E380"), ContractId.parse("DE-ABC-C12345678-X"), null);

    @SuppressWarnings("NullAway.Init") // opened before the first test
    private StoreUnderTest hub;

    abstract StoreUnderTest open() throws IOException;

    @BeforeAll
    void start() throws IOException {
        hub = open();
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void sealsPersonalFieldsAndOpensThemForReaders() {
        AuthorizationId id = new AuthorizationId(hub.ids.next());
        Recorded recorded = record(id, 0);

        byte[] stored = hub.jdbc
                .sql("select payload from hub.event where event_id = ?")
                .param(recorded.eventId())
                .query((row, n) -> row.getBytes(1))
                .single();
        assertThat(new String(stored, StandardCharsets.UTF_8))
                .contains("\"token_seen\":{\"sealed\":\"")
                .doesNotContain("04A2B9C1D2E380", "C12345678");
        AuthorizationRequested read =
                (AuthorizationRequested) hub.recorder.read(stream(id)).getFirst();
        assertThat(read.tokenSeen().known()).contains(CARD);
    }

    @Test
    void showsErasedOnceTheKeyIsDestroyed() {
        TokenSeen other = new TokenSeen(TokenUid.parse("0A0B0C0D"), null, null);
        AuthorizationId id = new AuthorizationId(hub.ids.next());
        StoreUnderTest elsewhere = hub;
        elsewhere.inOneCommand(() -> elsewhere.recorder.record(fact(id, 0, other)));
        hub.jdbc
                .sql("update hub.subject_key set wrapped = null where subject = ?")
                .param(hub.privacy
                        .findSubject(TokenUid.parse("0A0B0C0D"), TokenKind.RFID)
                        .orElseThrow()
                        .value())
                .update();

        // A node that has not cached the key, as after a restart.
        var fresh = new OpenSealedFields(new StoreConfiguration()
                .privacy(
                        hub.jdbc,
                        new org.roaminghub.hub.privacy.MasterKey(new byte[org.roaminghub.hub.privacy.MasterKey.BYTES]),
                        hub.clock,
                        hub.ids));
        var row = hub.jdbc
                .sql(
                        "select event_id, payload, convert_from(envelope, 'UTF8')::jsonb ->> 'key_id' as key from hub.event where stream = ?")
                .param(stream(id).toString())
                .query((r, n) -> new Object[] {r.getObject(1, UUID.class), r.getBytes(2), r.getString(3)})
                .single();
        byte[] opened = fresh.opened((byte[]) row[1], (UUID) row[0], UUID.fromString((String) row[2]));
        assertThat(new String(opened, StandardCharsets.UTF_8)).contains("\"token_seen\":{\"erased\":true}");
    }

    @Test
    void keepsTheOriginalOnceAndSealed() {
        AuthorizationId id = new AuthorizationId(hub.ids.next());
        Recorded recorded = record(id, 0);

        var reference = java.util.Objects.requireNonNull(recorded.original());
        assertThat(hub.privacy.findOriginal(reference.original())).contains(original());
        byte[] sealed = hub.jdbc
                .sql("select sealed from hub.original where original_id = ?")
                .param(reference.original().value())
                .query((row, n) -> row.getBytes(1))
                .single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("LOC1");
    }

    @Test
    void refusesPersonalDataWithoutASubject() {
        AuthorizationId id = new AuthorizationId(hub.ids.next());
        Fact whole = fact(id, 0, CARD);
        Fact nobody = new Fact(whole.stream(), 0, whole.event(), whole.occurredAt(), whole.causes());

        assertThatThrownBy(() -> hub.inOneCommand(() -> hub.recorder.record(nobody)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("names no subject");
    }

    @Test
    void letsOnlyOneOfTwoWritersTakeAPlaceInAStream() {
        AuthorizationId id = new AuthorizationId(hub.ids.next());
        record(id, 0);
        record(id, 1);

        assertThatThrownBy(() ->
                        hub.commands.sendOnce(new StoreUnderTest.Work<>(() -> hub.recorder.record(fact(id, 1, CARD)))))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(hub.recorder.read(stream(id))).hasSize(2);
    }

    @Test
    void writesNothingOfACommandThatFails() {
        AuthorizationId id = new AuthorizationId(hub.ids.next());

        assertThatThrownBy(() -> hub.inOneCommand(() -> {
                    hub.recorder.record(fact(id, 0, CARD));
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(hub.recorder.read(stream(id))).isEmpty();
    }

    @Test
    void neverChangesOrDeletesWhatWasRecorded() throws SQLException {
        record(new AuthorizationId(hub.ids.next()), 0);

        assertThatThrownBy(
                        () -> hub.jdbc.sql("update hub.event set name = 'x.y'").update())
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> hub.jdbc.sql("delete from hub.original").update())
                .hasStackTraceContaining("permission denied");
        DatabaseAddress address = hub.address;
        try (var owner = java.sql.DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = owner.createStatement()) {
            assertThatThrownBy(() -> statement.execute("delete from hub.event"))
                    .hasMessageContaining("what was recorded never changes");
            assertThatThrownBy(() -> statement.execute("truncate hub.event"))
                    .hasMessageContaining("what was recorded never changes");
        }
    }

    @Test
    void failsLoudlyOnAStoredNameThatNobodyKnows() {
        hub.jdbc.sql("""
                        insert into hub.event (event_id, stream, sequence, stream_type, name, version, recorded_at, payload, envelope)
                        values (?, 'unknown/1', 0, 'unknown', 'unknown.happened', '1', now(), '{}', '{}')""").param(hub.ids.next()).update();

        assertThatThrownBy(() -> hub.recorder.read(new StreamName("unknown", "1")))
                .hasMessageContaining("unknown.happened")
                .hasMessageContaining("does not know");
    }

    @Test
    void wakesReadersOfTheTailSoonAndShowsThemSealedFields() throws Exception {
        {
            StoreUnderTest own = hub;
            List<String> woken = new java.util.concurrent.CopyOnWriteArrayList<>();
            var stream = own.tail.openStream(own.tail.createHeadToken());
            stream.setOnAvailableCallback(() -> woken.add("now"));
            AuthorizationId id = new AuthorizationId(own.ids.next());
            own.inOneCommand(() -> own.recorder.record(fact(own, id, 0, CARD)));

            await().atMost(30, TimeUnit.SECONDS).until(() -> !woken.isEmpty());
            List<TrackedEventMessage<?>> seen = new ArrayList<>();
            while (stream.hasNextAvailable(0, TimeUnit.SECONDS)) {
                seen.add(stream.nextAvailable());
            }
            assertThat(seen).hasSize(1);
            assertThat(((AuthorizationRequested) seen.getFirst().getPayload()).tokenSeen())
                    .isInstanceOf(Personal.Sealed.class);
        }
    }

    @Test
    void linksTwoReferencesThatTurnOutToBeOnePerson() {
        TokenUid uid = TokenUid.parse("11223344556677");
        ContractId contract = ContractId.parse("NL-MOV-C00000001-Y");
        SubjectRef byUid =
                hub.inOneCommand(() -> hub.privacy.subjectOf(new TokenSeen(uid, null, null), TokenKind.RFID));
        SubjectRef byContract =
                hub.inOneCommand(() -> hub.privacy.subjectOf(new TokenSeen(null, contract, null), TokenKind.RFID));

        SubjectRef both =
                hub.inOneCommand(() -> hub.privacy.subjectOf(new TokenSeen(uid, contract, null), TokenKind.RFID));

        assertThat(both).isEqualTo(byContract).isNotEqualTo(byUid);
        assertThat(hub.recorder.read(StreamName.of("subject", byContract.value())))
                .containsExactly(new org.roaminghub.events.audit.SubjectLinked(byContract, byUid));
    }

    @Test
    void keepsTheEnvelopeAroundTheEvent() {
        PlatformId platform = new PlatformId(hub.ids.next());
        Instant occurred = Instant.parse("2026-11-20T10:00:00.123456Z");
        Causes causes = Causes.of(Actor.user("operator-1"), hub.ids.next());
        hub.inOneCommand(() -> hub.recorder.record(new Fact(
                StreamName.of("platform", platform.value()),
                0,
                new PlatformSuspended(platform, null),
                occurred,
                causes)));

        String envelope = hub.jdbc
                .sql("select envelope::text from hub.event_text where stream = ?")
                .param("platform/" + platform)
                .query(String.class)
                .single();
        assertThat(envelope)
                .contains("\"actor\": \"USER:operator-1\"")
                .contains("\"occurred_at\": \"2026-11-20T10:00:00.123456Z\"")
                .contains("\"correlation_id\": \"" + causes.correlationId())
                .doesNotContain("traceId");
    }

    private Recorded record(AuthorizationId id, long sequence) {
        return hub.inOneCommand(() -> hub.recorder.record(fact(id, sequence, CARD)));
    }

    private Fact fact(AuthorizationId id, long sequence, TokenSeen seen) {
        return fact(hub, id, sequence, seen);
    }

    private static Fact fact(StoreUnderTest hub, AuthorizationId id, long sequence, TokenSeen seen) {
        var event = new AuthorizationRequested(
                id,
                new SessionId(hub.ids.next()),
                PartyId.parse("DE*VOL"),
                Purpose.START,
                TokenKind.RFID,
                null,
                null,
                null,
                null,
                3_000,
                Personal.of(seen));
        return new Fact(
                stream(id),
                sequence,
                event,
                hub.clock.now(),
                Causes.of(Actor.automation("Test"), hub.ids.next()),
                hub.privacy.subjectOf(seen, TokenKind.RFID),
                original());
    }

    private static Original original() {
        return new Original(
                Protocol.OCPI,
                "2.2.1",
                "application/json",
                "{\"location_id\":\"LOC1\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static StreamName stream(AuthorizationId id) {
        return StreamName.of("authorization", id.value());
    }
}

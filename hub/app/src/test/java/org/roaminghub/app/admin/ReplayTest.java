package org.roaminghub.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.roaminghub.app.admin.RunningHub.Answer;
import org.roaminghub.app.projection.Projections;
import org.roaminghub.vocabulary.Ids;
import tools.jackson.databind.JsonNode;

/** A projection is rebuilt while the hub runs, and gives the same table. */
@ResourceLock(RunningHub.ONLY)
class ReplayTest {

    private static final List<String> NAMES = List.of(
            "remote-commands",
            "authorizations",
            "sessions",
            "cdrs",
            "tokens",
            "locations",
            "tariffs",
            "deliveries",
            "history");

    @Test
    void rebuildsEveryProjectionToTheSameTables() {
        RunningHub hub = RunningHub.get();
        for (int i = 0; i < 5; i++) {
            Stories story =
                    new Stories(hub.bean(Ids.class), "DE*RP1", "NL*RP1", "REPLAY0000" + i, "NLRP1000000000" + i);
            hub.record(story::facts);
        }
        settled(hub);
        for (String name : NAMES) {
            List<String> before = tables(hub);
            Answer started = hub.post("/api/v1/projections/" + name + "/replay", null);
            assertThat(started.status()).as(started.raw().body()).isEqualTo(202);
            assertThat(started.body().path("replaying").asBoolean())
                    .as("a rebuild that was asked for is not done before it began")
                    .isTrue();
            settled(hub);
            assertThat(tables(hub)).as(name).isEqualTo(before).isNotEmpty();
        }
        List<String> replayed = RunningHub.until(() -> replayed(hub), names -> names.containsAll(NAMES));
        assertThat(replayed).containsAll(NAMES);
    }

    private static List<String> replayed(RunningHub hub) {
        return hub.all("/api/v1/history?type=audit.replayed", 100).stream()
                .filter(e -> e.path("actor").asString("").equals("USER:administrator"))
                .map(e -> e.path("payload").path("projection").asString())
                .toList();
    }

    /** With a rest at each of these holes the rebuild would take longer than {@code settled} waits. */
    @Test
    void holesInTheStoreDoNotHoldUpARebuild() {
        RunningHub hub = RunningHub.get();
        for (int i = 0; i < 40; i++) {
            hub.jdbc()
                    .queryForList(
                            "select max(nextval(pg_get_serial_sequence('hub.event', 'position'))) from generate_series(1, 1500)");
            Stories story = new Stories(hub.bean(Ids.class), "DE*RP2", "NL*RP2", "HOLES0000" + i, "NLRP200000000" + i);
            hub.record(story::facts);
        }
        settled(hub);
        assertThat(hub.post("/api/v1/projections/tokens/replay", null).status()).isEqualTo(202);
        settled(hub);
    }

    @Test
    void namesEveryProjectionWithWhereItIs() {
        RunningHub hub = RunningHub.get();
        settled(hub);
        List<JsonNode> all = hub.all("/api/v1/projections", 100);
        assertThat(all.stream().map(p -> p.path("name").asString()).toList())
                .containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(all).allSatisfy(p -> {
            assertThat(p.path("status").asString()).isEqualTo("LIVE");
            assertThat(p.path("progress").asDouble()).isEqualTo(1);
            assertThat(p.path("replaying").asBoolean()).isFalse();
            assertThat(p.path("position").asLong()).isNotNegative();
        });
    }

    @Test
    void aRebuildUnderWayIsKeptAcrossARestart() {
        Serializer tokens = Projections.tokens();
        TrackingToken begun = ReplayToken.createReplayToken(
                GapAwareTrackingToken.newInstance(900, List.of(880L, 890L)),
                GapAwareTrackingToken.newInstance(400, List.of()));
        SerializedObject<byte[]> stored = tokens.serialize(begun, byte[].class);
        TrackingToken read = tokens.deserialize(stored);
        assertThat(read).isEqualTo(begun);
        assertThat(ReplayToken.isReplay(read)).isTrue();
        assertThat(ReplayToken.getTokenAtReset(read)).hasValue(900);
        assertThat(read.position()).hasValue(400);
    }

    private static void settled(RunningHub hub) {
        boolean done = RunningHub.until(
                () -> hub.all("/api/v1/projections", 100).stream()
                        .allMatch(p -> !p.path("replaying").asBoolean()
                                && p.path("lag").asLong() == 0),
                all -> all);
        assertThat(done).isTrue();
    }

    /** What the views hold of the test's own stories. */
    private static List<String> tables(RunningHub hub) {
        return hub.jdbc().queryForList("""
                select 'a' || (to_jsonb(t) - 'listed_tx')::text from read.authorization_list t where cpo = 'DE*RP1'
                union all select 's' || (to_jsonb(t) - 'listed_tx')::text from read.session_list t where cpo = 'DE*RP1'
                union all select 'c' || (to_jsonb(t) - 'listed_tx')::text from read.cdr_list t where cpo = 'DE*RP1'
                union all select 't' || (to_jsonb(t) - 'listed_tx')::text from read.token_list t where issuer = 'NL*RP1'
                union all select 'd' || (to_jsonb(t) - 'listed_tx')::text from read.delivery_list t where receiver = 'NL*RP1'
                union all select 'h' || r.ref || r.event_id from read.history_ref r join hub.event e using (event_id)
                    where convert_from(e.payload, 'UTF8') like '%*RP1%'
                order by 1""", String.class);
    }
}

package org.roaminghub.hub.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.station.store.LookStore;
import org.roaminghub.hub.station.store.SettingStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.spi.inbound.StationRecords.Setting;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.StationId;
import org.springframework.jdbc.core.JdbcTemplate;

/** What happens while stations are asked what they can; all on one thread, by a clock that is set. */
class FirmwareLookTest {

    private static final PartyId HUB = new PartyId("DE*HUB");

    private final CoreUnderTest core = new CoreUnderTest();
    private final StationStore stations = new StationStore(core.jdbc);
    private final List<String> asked = new ArrayList<>();
    private final Set<String> silent = new HashSet<>();
    private final Set<String> unreadable = new HashSet<>();
    private final FirmwareLook look = look();

    @Nullable
    private Runnable meanwhile;

    private FirmwareLook look() {
        SettingStore settings = new SettingStore(new JdbcTemplate(core.database));
        Parties parties = core.parties(HUB);
        Capabilities capabilities = new Capabilities(
                stations,
                settings,
                PresenceTest.unused(Locations.class),
                new OwnSites(parties, core.ids),
                Map::of,
                core.clock);
        return new FirmwareLook(
                new LookStore(core.jdbc),
                new StationSettings(stations, settings, new Words(), this::call, capabilities, core.clock),
                Duration.ofMinutes(10),
                Runnable::run,
                core.clock);
    }

    private StationId there(String identity, String firmware) {
        StationId id = new StationId(core.ids.next());
        stations.add(id, identity, HUB, "LOC", 0, null, true, null, 1);
        boots(id, firmware);
        return id;
    }

    private void boots(StationId id, String firmware) {
        stations.booted(id, "V", "M", null, firmware, "1.6", core.clock.now(), 1);
        core.jdbc.sql("update hub.station set connected_at = booted_at").update();
    }

    private Outcome<Reply> call(String identity, String action, byte[] payload, Actor by) {
        asked.add(
                identity + " " + stations.findByIdentity(identity).orElseThrow().firmware());
        Runnable first = meanwhile;
        meanwhile = null;
        if (first != null) {
            first.run();
        }
        return Outcome.done(
                silent.contains(identity)
                        ? new Reply.Silent()
                        : new Reply.Answered(
                                "",
                                new Original(
                                        Protocol.OCPP,
                                        "1.6",
                                        "application/json",
                                        FakeWords.said("", unreadable.contains(identity) ? "\0" : "Core")
                                                .payload())));
    }

    private void pass(Duration time) {
        for (long minute = 0; minute < time.toMinutes(); minute++) {
            core.clock.advance(Duration.ofMinutes(1));
            look.sweep();
        }
    }

    @Test
    void aNewFirmwareDoesNotWaitBecauseTheOldOneKeptSilent() {
        StationId id = there("ST-1", "1.0");
        silent.add("ST-1");
        pass(Duration.ofMinutes(15));
        silent.clear();
        boots(id, "2.0");
        pass(Duration.ofMinutes(15));
        assertThat(asked).containsExactly("ST-1 1.0", "ST-1 2.0");
    }

    @Test
    void whoBootsWithAnotherWhileItIsAskedIsAskedAsAnyThatBoots() {
        StationId id = there("ST-1", "1.0");
        silent.add("ST-1");
        meanwhile = () -> {
            boots(id, "2.0");
        };
        pass(Duration.ofMinutes(10));
        silent.clear();
        pass(Duration.ofMinutes(15));
        assertThat(asked).containsExactly("ST-1 1.0", "ST-1 2.0");
    }

    @Test
    void thoseWhoseAnswersCanNotBeKeptKeepNobodyElseWaiting() {
        for (int number = 1; number <= 4; number++) {
            there("BAD-" + number, "1.0");
            unreadable.add("BAD-" + number);
        }
        core.clock.advance(Duration.ofSeconds(1));
        there("ST-1", "1.0");
        pass(Duration.ofMinutes(30));
        assertThat(asked).contains("ST-1 1.0").hasSize(5);
    }

    private static final class Words extends FakeWords {

        @Override
        public List<Said> ask(String version, List<String> names, int requestId) {
            return List.of(said("GetConfiguration", ""));
        }

        @Override
        public List<Setting> settings(String version, byte[] answer) {
            return List.of(new Setting("Some", text(answer), null, null, null, null));
        }

        @Override
        public List<String> absent(String version, byte[] answer) {
            return List.of();
        }

        @Override
        public java.util.Optional<String> requestId(byte[] payload) {
            return java.util.Optional.empty();
        }
    }
}

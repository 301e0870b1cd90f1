package org.roaminghub.hub.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.station.store.JobStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.outbound.StationLink;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.StationId;

/** Two changes of one station's password: whatever comes of each, the hub knows the one that the station has. */
class PasswordChangesTest {

    private static final PartyId HUB = new PartyId("DE*HUB");
    private static final Actor ADMIN = Actor.user("admin");
    private static final String STATION = "ST-1";
    private static final String OLD = "the old password";
    private static final String FIRST = "the first new password";
    private static final String SECOND = "the second new password";

    private final CoreUnderTest core = new CoreUnderTest();
    private final StationStore stations = new StationStore(core.jdbc);
    private final StationId id = new StationId(core.ids.next());
    private final Station station = new Station();
    private final ClockWithMore clock = new ClockWithMore();
    private final StationKeys keys = new StationKeys(stations, core.commands, () -> station, clock, core.ids);
    private final AdminCalls calls = new AdminCalls(
            stations,
            new JobStore(core.jdbc),
            new FakeWords(),
            keys,
            core.commands,
            () -> station,
            core.clock,
            core.ids);

    @BeforeEach
    void theStationIsThere() {
        core.commands.handledBy(new StationCommands(stations, new JobStore(core.jdbc), core.recorder, core.privacy));
        stations.add(id, STATION, HUB, "LOC", 1, Passwords.kept(OLD), true, null, 0);
    }

    private void change(String password) {
        calls.command(STATION, "SetPassword", password.getBytes(StandardCharsets.UTF_8), ADMIN);
    }

    private boolean comesInWith(String password) {
        return keys.proves(id, password.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oneThatIsRefusedLateTakesNothingFromANewerOne() {
        station.says.put(FIRST, "Rejected");
        station.meanwhile.put(FIRST, () -> change(SECOND));
        change(FIRST);
        assertThat(comesInWith(SECOND)).isTrue();
    }

    @Test
    void oneThatIsRefusedLeavesWhatTheStationTookBefore() {
        station.says.put(SECOND, "Rejected");
        change(FIRST);
        change(SECOND);
        assertThat(comesInWith(FIRST)).isTrue();
    }

    @Test
    void theOneThatItCameInWithCountsWhateverItIsToldMeanwhile() {
        change(FIRST);
        station.says.put(SECOND, "Rejected");
        clock.meanwhile = () -> change(SECOND);
        assertThat(comesInWith(FIRST)).isTrue();
        assertThat(comesInWith(FIRST)).isTrue();
        assertThat(comesInWith(SECOND)).isFalse();
    }

    /** While somebody looks at it for the first time something else happens. */
    private final class ClockWithMore implements Clock {

        @Nullable
        Runnable meanwhile;

        @Override
        public Instant now() {
            Runnable now = meanwhile;
            meanwhile = null;
            if (now != null) {
                now.run();
            }
            return core.clock.now();
        }
    }

    /** Its password is what the call says; accepted, where nothing else is said here. */
    private static final class Station implements StationLink {

        final Map<String, String> says = new HashMap<>();
        final Map<String, Runnable> meanwhile = new HashMap<>();

        @Override
        public Reply call(String identity, String action, byte[] payload, Duration patience) {
            String password = FakeWords.text(payload);
            meanwhile.getOrDefault(password, () -> {}).run();
            String status = says.getOrDefault(password, "Accepted");
            return new Reply.Answered(
                    status,
                    new Original(Protocol.OCPP, "1.6", "application/json", status.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public boolean isConnected(String identity) {
            return true;
        }

        @Override
        public boolean serves(int securityProfile) {
            return true;
        }

        @Override
        public void disconnect(String identity) {}

        @Override
        public Sensitive sensitive(String identity, String action, byte[] payload) {
            return new Sensitive(new byte[] {'{', '}'}, action.equals("SetPassword") ? FakeWords.text(payload) : null);
        }

        @Override
        public boolean tookPassword(String action, Original answer) {
            return FakeWords.text(answer.bytes()).equals("Accepted");
        }
    }
}

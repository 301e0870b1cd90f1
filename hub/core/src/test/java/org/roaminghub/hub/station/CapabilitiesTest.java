package org.roaminghub.hub.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.station.store.SettingStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.StationRecords.Setting;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.StationEvse;
import org.roaminghub.vocabulary.StationId;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an EVSE can do is published beside what the administrator enters of it. */
class CapabilitiesTest {

    private static final PartyId HUB = new PartyId("DE*HUB");

    private final CoreUnderTest core = new CoreUnderTest();
    private final StationStore stations = new StationStore(core.jdbc);
    private final SettingStore settings = new SettingStore(new JdbcTemplate(core.database));
    private final Places places = new Places();

    private Capabilities capabilities() {
        Parties parties = core.parties(HUB);
        OwnSites sites = new OwnSites(parties, core.ids);
        sites.open(Actor.user("admin"));
        return new Capabilities(stations, settings, places, sites, Map::of, core.clock);
    }

    @Test
    void whatIsEnteredAtTheSameMomentStays() {
        StationId id = new StationId(core.ids.next());
        stations.add(id, "ST-1", HUB, "LOC", 0, null, true, null, 1);
        stations.addEvse(id, new StationEvse(1, "E1", null, List.of("1")));
        Setting said = new Setting("SupportedFeatureProfiles", "Core,Reservation", null, null, null, null);
        settings.put(id, List.of(said), core.clock.now());
        places.enteredMeanwhile = "CREDIT_CARD_PAYABLE";
        capabilities().learned(id, List.of(said), List.of());
        assertThat(places.can)
                .containsExactlyInAnyOrder(
                        "CREDIT_CARD_PAYABLE", "RESERVABLE", "REMOTE_START_STOP_CAPABLE", "UNLOCK_CAPABLE");
    }

    /** One EVSE; somebody may enter a capability just before it is edited for the first time. */
    private final class Places extends PresenceTest.Places {

        List<String> can = List.of();

        @Nullable
        String enteredMeanwhile;

        private HeldLocation place() {
            return SamplePlace.with(can, core.clock.now());
        }

        @Override
        public List<HeldLocation> find(Caller caller, @Nullable PartyId owner, String location) {
            return List.of(place());
        }

        @Override
        public Receipt report(Caller caller, LocationTarget target, Change change, Original message, boolean partial) {
            if (enteredMeanwhile != null) {
                can = new ArrayList<>(can);
                can.add(enteredMeanwhile);
                enteredMeanwhile = null;
            }
            try {
                can = ((Change.EditedEvse) change)
                        .edit()
                        .apply(place().evses().getFirst())
                        .evse()
                        .capabilities();
                return new Receipt.Taken(false, "", null);
            } catch (IllegalArgumentException senseless) {
                return new Receipt.Refused(Refusal.MALFORMED, String.valueOf(senseless.getMessage()));
            }
        }
    }
}

package org.roaminghub.hub.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.Event;
import org.roaminghub.events.location.EvseDescribed;
import org.roaminghub.events.location.EvseRemoved;
import org.roaminghub.events.location.EvseStatusChanged;
import org.roaminghub.events.location.LocationDescribed;
import org.roaminghub.hub.location.LocationDecisions.Decision;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.HeldLocation.HeldEvse;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Locations.Change;
import org.roaminghub.vocabulary.Address;
import org.roaminghub.vocabulary.Evse;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Location;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;

class LocationDecisionsTest {

    private static final PartyId CPO = PartyId.parse("DE*VOL");
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

    private static final List<EvseStatus> STATUSES = List.of(EvseStatus.values());

    private int made;

    private static Instant at(int minute) {
        return T0.plusSeconds(minute * 60L);
    }

    private static Original original(String text) {
        return new Original(
                Protocol.OCPI,
                "2.2.1",
                "application/json",
                ("{\"n\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static Location location(String name, boolean publish, int minute) {
        return new Location(
                null,
                CPO,
                "L1",
                List.of(),
                publish,
                false,
                new Address(name, "Quay 12", null, "Hamburg", null, null, "DE", null),
                Personal.absent(),
                "DE",
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                "Europe/Berlin",
                null,
                null,
                null,
                List.of(),
                at(minute));
    }

    private static HeldEvse evse(String fid, String floor, EvseStatus status, int minute) {
        Evse.Connector plug = new Evse.Connector(
                "1", "IEC_62196_T2", "SOCKET", "AC_3_PHASE", 230, 32, null, List.of(), null, List.of(), at(minute));
        Evse evse = new Evse(
                null,
                null,
                CPO,
                fid,
                null,
                List.of(),
                List.of(),
                List.of(),
                floor,
                null,
                "by the door",
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(plug),
                at(minute));
        return new HeldEvse(evse, status, at(minute), original(fid + floor));
    }

    private static HeldLocation whole(String name, int minute, HeldEvse... evses) {
        return new HeldLocation(location(name, true, minute), original(name), List.of(evses));
    }

    private static LocationTarget target(String... path) {
        return new LocationTarget(CPO, "L1", path.length > 0 ? path[0] : null, path.length > 1 ? path[1] : null);
    }

    private Decision decide(Optional<HeldLocation> present, LocationTarget target, Change change) {
        return LocationDecisions.decide(present, target, null, change, () -> new UUID(0, ++made));
    }

    private Decision.Taken taken(Optional<HeldLocation> present, LocationTarget target, Change change) {
        return (Decision.Taken) decide(present, target, change);
    }

    private HeldLocation told(HeldLocation whole) {
        return taken(Optional.empty(), target(), new Change.WholeLocation(whole))
                .next();
    }

    private static List<Class<?>> events(Decision.Taken taken) {
        return Stream.concat(taken.events().stream(), taken.evses().stream().flatMap(step -> step.events().stream()))
                .<Class<?>>map(Event::getClass)
                .toList();
    }

    private static Refusal refusal(Decision decision) {
        return ((Decision.Refused) decision).refusal();
    }

    private static HeldEvse only(Decision.Taken taken) {
        assertThat(taken.next().evses()).hasSize(1);
        return taken.next().evses().getFirst();
    }

    // --- whole locations --------------------------------------------------------------------------------------------

    @Test
    void tellsOfANewLocationItsEvsesAndWhatTheyDo() {
        Decision.Taken taken = taken(
                Optional.empty(),
                target(),
                new Change.WholeLocation(whole("Pier", 0, evse("E1", "1", EvseStatus.AVAILABLE, 0))));
        assertThat(taken.created()).isTrue();
        assertThat(events(taken))
                .containsExactly(LocationDescribed.class, EvseDescribed.class, EvseStatusChanged.class);
        assertThat(only(taken).evse().location())
                .isEqualTo(taken.next().location().location());
    }

    @Test
    void aRepeatIsNoEventAndWritesNothing() {
        HeldLocation held = told(whole("Pier", 0, evse("E1", "1", EvseStatus.AVAILABLE, 0)));
        Decision.Taken taken = taken(
                Optional.of(held),
                target(),
                new Change.WholeLocation(whole("Pier", 0, evse("E1", "1", EvseStatus.AVAILABLE, 0))));
        assertThat(taken.changesAnything()).isFalse();
    }

    @Test
    void aNewerTimeAloneIsKeptAndNoEvent() {
        HeldLocation held = told(whole("Pier", 0, evse("E1", "1", EvseStatus.AVAILABLE, 0)));
        Decision.Taken taken = taken(
                Optional.of(held),
                target(),
                new Change.WholeLocation(whole("Pier", 5, evse("E1", "1", EvseStatus.AVAILABLE, 5))));
        assertThat(events(taken)).isEmpty();
        assertThat(taken.changesAnything()).isTrue();
        assertThat(taken.next().updatedAt()).isEqualTo(at(5));
    }

    @Test
    void whatAPutLeavesOutIsRemovedUnlessItIsNewer() {
        HeldLocation held = told(
                whole("Pier", 0, evse("E1", "1", EvseStatus.AVAILABLE, 0), evse("E2", "2", EvseStatus.AVAILABLE, 9)));
        Decision.Taken taken = taken(Optional.of(held), target(), new Change.WholeLocation(whole("Pier", 5)));
        assertThat(events(taken)).containsExactly(EvseRemoved.class);
        assertThat(only(taken).evse().evseFid()).isEqualTo("E2");
    }

    @Test
    void anOlderPutChangesNothingButWhatIsNewerInIt() {
        HeldLocation held = told(whole("Pier", 5, evse("E1", "1", EvseStatus.AVAILABLE, 1)));
        Decision.Taken taken = taken(
                Optional.of(held),
                target(),
                new Change.WholeLocation(whole("Old", 3, evse("E1", "2", EvseStatus.CHARGING, 3))));
        assertThat(taken.next().location()).isEqualTo(held.location());
        assertThat(events(taken)).containsExactly(EvseDescribed.class, EvseStatusChanged.class);
        Decision.Taken late = taken(Optional.of(held), target(), new Change.WholeLocation(whole("Old", 3)));
        assertThat(late.changesAnything()).isFalse();
        assertThat(late.next().evses()).hasSize(1);
    }

    @Test
    void idsThatDifferInCaseAreOne() {
        HeldLocation held = told(whole("Pier", 0, evse("e1", "1", EvseStatus.AVAILABLE, 0)));
        assertThat(events(taken(Optional.of(held), target("E1"), new Change.Status(EvseStatus.CHARGING, at(1)))))
                .containsExactly(EvseStatusChanged.class);
    }

    // --- EVSEs ------------------------------------------------------------------------------------------------------

    @Test
    void nothingHappensToWhatIsNotThere() {
        HeldEvse e1 = evse("E1", "1", EvseStatus.AVAILABLE, 0);
        assertThat(refusal(decide(Optional.empty(), target("E1"), new Change.WholeEvse(e1))))
                .isEqualTo(Refusal.UNKNOWN_OBJECT);
        Optional<HeldLocation> held = Optional.of(told(whole("Pier", 0, e1)));
        assertThat(refusal(decide(held, target("E2"), new Change.Status(EvseStatus.CHARGING, at(1)))))
                .isEqualTo(Refusal.UNKNOWN_OBJECT);
        assertThat(refusal(decide(held, target("E2"), new Change.EditedEvse(at(1), false, e -> e))))
                .isEqualTo(Refusal.UNKNOWN_OBJECT);
        assertThat(refusal(decide(held, target("E1", "2"), new Change.EditedEvse(at(1), true, e -> e))))
                .isEqualTo(Refusal.UNKNOWN_OBJECT);
    }

    @Test
    void anOlderDescriptionDoesNotUndoANewerStatus() {
        HeldLocation held = told(whole("Pier", 0, evse("E1", "1", EvseStatus.AVAILABLE, 0)));
        held = taken(Optional.of(held), target("E1"), new Change.Status(EvseStatus.CHARGING, at(5)))
                .next();
        Decision.Taken taken =
                taken(Optional.of(held), target("E1"), new Change.WholeEvse(evse("E1", "2", EvseStatus.AVAILABLE, 3)));
        assertThat(events(taken)).containsExactly(EvseDescribed.class);
        assertThat(only(taken).status()).isEqualTo(EvseStatus.CHARGING);
        assertThat(only(taken).evse().floor()).isEqualTo("2");
        assertThat(taken.next().updatedAt()).isEqualTo(at(5));
    }

    @Test
    void ofAHomeNothingStandsInEventsThatLeadsThere() {
        HeldLocation home = new HeldLocation(
                location("Home", false, 0), original("Home"), List.of(evse("E1", "1", EvseStatus.AVAILABLE, 0)));
        Decision.Taken taken = taken(Optional.empty(), target(), new Change.WholeLocation(home));
        assertThat(taken.events()).singleElement().isInstanceOfSatisfying(LocationDescribed.class, e -> {
            assertThat(e.location().address()).isNull();
            assertThat(e.location().sealedAddress())
                    .isEqualTo(Personal.of(home.location().address()));
        });
        assertThat(taken.evses().getFirst().events().getFirst())
                .isInstanceOfSatisfying(
                        EvseDescribed.class,
                        e -> assertThat(e.evse().physicalReference()).isNull());
        assertThat(only(taken).evse().physicalReference()).isEqualTo("by the door");
    }

    @Test
    void whenAPlaceBecomesAHomeItsEvsesAreWrittenAnew() {
        HeldLocation held = told(whole("Pier", 0, evse("E1", "1", EvseStatus.AVAILABLE, 0)));
        HeldLocation home = new HeldLocation(
                location("Pier", false, 5), original("Pier"), List.of(evse("E1", "1", EvseStatus.AVAILABLE, 0)));
        Decision.Taken taken = taken(Optional.of(held), target(), new Change.WholeLocation(home));
        assertThat(taken.evses())
                .singleElement()
                .satisfies(step -> assertThat(step.described()).isTrue());
    }

    /** Every record counts by its own last_updated: whatever order messages come in, the newest of each is what is held. */
    @Test
    void theOrderOfMessagesDoesNotMatter() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            List<Change> changes = new ArrayList<>();
            for (int minute = 1; minute <= 12; minute++) {
                changes.add(
                        random.nextBoolean()
                                ? new Change.Status(STATUSES.get(random.nextInt(STATUSES.size())), at(minute))
                                : new Change.WholeEvse(evse("E1", "" + minute, EvseStatus.AVAILABLE, minute)));
            }
            HeldLocation start = told(whole("Pier", 0, evse("E1", "0", EvseStatus.AVAILABLE, 0)));
            HeldEvse inOrder = after(start, changes).evses().getFirst();
            java.util.Collections.shuffle(changes, random);
            HeldEvse shuffled = after(start, changes).evses().getFirst();
            assertThat(shuffled.status()).as("seed " + seed).isEqualTo(inOrder.status());
            assertThat(shuffled.statusAt()).as("seed " + seed).isEqualTo(inOrder.statusAt());
            assertThat(shuffled.evse()).as("seed " + seed).isEqualTo(inOrder.evse());
        }
    }

    private HeldLocation after(HeldLocation start, List<Change> changes) {
        HeldLocation held = start;
        for (Change change : changes) {
            held = taken(Optional.of(held), target("E1"), change).next();
        }
        return held;
    }
}

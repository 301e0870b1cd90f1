package org.roaminghub.hub.location;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.location.store.Content;
import org.roaminghub.hub.location.store.EvseRow;
import org.roaminghub.hub.location.store.LocationRow;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.HouseJson;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.HeldLocation.HeldEvse;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.Evse;
import org.roaminghub.vocabulary.Location;
import org.roaminghub.vocabulary.LocationId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.RetentionClass;
import org.roaminghub.vocabulary.SubjectRef;

/** Makes rows of locations and EVSEs and reads them. A public place lies in clear, a home sealed. */
final class LocationRows {

    private final Privacy privacy;

    LocationRows(Privacy privacy) {
        this.privacy = privacy;
    }

    static LocationRow.Key key(LocationTarget target, @Nullable PartyId audience) {
        return new LocationRow.Key(target.owner(), LocationDecisions.key(target.location()), audience);
    }

    /** Under whose key the events' originals lie: nobody lives at a public place. Inside a command. */
    SubjectRef subject(Location location) {
        return location.isPublic()
                ? privacy.hubSubject()
                : privacy.subjectOfHome(location.owner(), LocationDecisions.key(location.fid()));
    }

    // --- writing --------------------------------------------------------------------------------------------------

    /** Inside a command. {@code sequence}: the place of the next fact. */
    LocationRow row(LocationRow.Key key, HeldLocation held, SubjectRef subject, long sequence) {
        Location location = held.location();
        LocationId id = LocationDecisions.idOf(held);
        return new LocationRow(
                id,
                0,
                key,
                location.reportedAt(),
                sequence,
                content(location, held.original(), subject, location.isPublic(), "location/" + id));
    }

    EvseRow row(HeldLocation in, HeldEvse held, SubjectRef subject, EvseRow.State state) {
        Evse evse = held.evse();
        return new EvseRow(
                state.evse(),
                LocationDecisions.idOf(in),
                LocationDecisions.key(evse.evseFid()),
                evse.evseId(),
                evse.reportedAt(),
                content(evse, held.original(), subject, in.location().isPublic(), "evse/" + state.evse()),
                state);
    }

    private Content content(Object neutral, Original original, SubjectRef subject, boolean isPublic, String path) {
        byte[] json = HouseJson.rows().write(neutral);
        return new Content(
                !isPublic,
                isPublic ? json : seal(subject, path + "/content", json),
                isPublic ? original.bytes() : seal(subject, path + "/original", original.bytes()),
                original.protocol(),
                original.version(),
                original.mediaType());
    }

    private byte[] seal(SubjectRef subject, String path, byte[] clear) {
        return privacy.sealRow(subject, RetentionClass.PROFILE, path, clear);
    }

    // --- reading --------------------------------------------------------------------------------------------------

    /** In the order of {@code rows}; one whose key was destroyed is left out. */
    List<HeldLocation> read(List<LocationRow> rows, List<EvseRow> evses) {
        Map<LocationId, List<EvseRow>> byLocation =
                new HashMap<>(evses.stream().collect(Collectors.groupingBy(EvseRow::location)));
        List<HeldLocation> held = new ArrayList<>();
        for (LocationRow row : rows) {
            read(row, byLocation.getOrDefault(row.location(), List.of())).ifPresent(held::add);
        }
        return held;
    }

    Optional<HeldLocation> read(LocationRow row, List<EvseRow> evses) {
        String path = "location/" + row.location();
        return open(row.content(), path)
                .flatMap(json -> original(row.content(), path)
                        .map(original -> new HeldLocation(
                                HouseJson.rows().read(json, Location.class),
                                original,
                                evses.stream()
                                        .flatMap(evse -> read(evse).stream())
                                        .toList())));
    }

    private Optional<HeldEvse> read(EvseRow row) {
        String path = "evse/" + row.evse();
        return open(row.content(), path)
                .flatMap(json -> original(row.content(), path)
                        .map(original -> new HeldEvse(
                                HouseJson.rows().read(json, Evse.class),
                                row.state().status(),
                                row.state().reportedAt(),
                                original)));
    }

    private Optional<byte[]> open(Content content, String path) {
        return content.sealed()
                ? privacy.openRow(content.neutral(), path + "/content")
                : Optional.of(content.neutral());
    }

    private Optional<Original> original(Content content, String path) {
        Optional<byte[]> bytes = content.sealed()
                ? privacy.openRow(content.original(), path + "/original")
                : Optional.of(content.original());
        return bytes.map(b -> new Original(content.protocol(), content.version(), content.mediaType(), b));
    }
}

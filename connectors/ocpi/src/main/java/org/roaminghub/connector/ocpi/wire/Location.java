package org.roaminghub.connector.ocpi.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Location, OCPI 2.3.0 ch. 8. */
@SuppressWarnings("MemberName")
public record Location(
        String country_code,
        String party_id,
        String id,
        boolean publish,
        List<PublishTokenType> publish_allowed_to,
        @Nullable String name,
        String address,
        String city,
        @Nullable String postal_code,
        @Nullable String state,
        String country,
        GeoLocation coordinates,
        List<AdditionalGeoLocation> related_locations,
        @Nullable String parking_type,
        List<EVSE> evses,
        List<Parking> parking_places,
        List<DisplayText> directions,
        @Nullable BusinessDetails operator,
        @Nullable BusinessDetails suboperator,
        @Nullable BusinessDetails owner,
        List<String> facilities,
        String time_zone,
        @Nullable Hours opening_times,
        @Nullable Boolean charging_when_closed,
        List<Image> images,
        @Nullable EnergyMix energy_mix,
        @Nullable String help_phone,
        Instant last_updated) {

    public Location {
        publish_allowed_to = List.copyOf(publish_allowed_to);
        related_locations = List.copyOf(related_locations);
        evses = List.copyOf(evses);
        parking_places = List.copyOf(parking_places);
        directions = List.copyOf(directions);
        facilities = List.copyOf(facilities);
        images = List.copyOf(images);
    }

    public static Location read(Fields f, Edition edition) {
        return new Location(
                f.countryCode(),
                f.partyId(),
                f.id("id", 36),
                f.flag("publish"),
                f.list("publish_allowed_to", t -> PublishTokenType.read(t, edition)),
                f.findText("name", 255),
                f.text("address", 255),
                f.text("city", 45),
                f.findText("postal_code", 10),
                f.findText("state", 45),
                f.text("country", 3),
                f.object("coordinates", GeoLocation::read),
                f.list("related_locations", AdditionalGeoLocation::read),
                edition.findWord(f, "parking_type", PlaceCodes.PARKING_TYPE),
                f.list("evses", e -> EVSE.read(e, edition)),
                edition.isNewest() ? f.list("parking_places", Parking::read) : List.of(),
                f.list("directions", DisplayText::read),
                f.findObject("operator", BusinessDetails::read),
                f.findObject("suboperator", BusinessDetails::read),
                f.findObject("owner", BusinessDetails::read),
                edition.words(f, "facilities", PlaceCodes.FACILITY),
                f.text("time_zone", 255),
                f.findObject("opening_times", Hours::read),
                f.findFlag("charging_when_closed"),
                f.list("images", Image::read),
                f.findObject("energy_mix", EnergyMix::read),
                edition.isNewest() ? f.findId("help_phone", 25) : null,
                f.time("last_updated"));
    }

    /** The same under another id. */
    public Location named(String renamed) {
        return new Location(
                country_code,
                party_id,
                renamed,
                publish,
                publish_allowed_to,
                name,
                address,
                city,
                postal_code,
                state,
                country,
                coordinates,
                related_locations,
                parking_type,
                evses,
                parking_places,
                directions,
                operator,
                suboperator,
                owner,
                facilities,
                time_zone,
                opening_times,
                charging_when_closed,
                images,
                energy_mix,
                help_phone,
                last_updated);
    }
}

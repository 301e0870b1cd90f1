package org.roaminghub.connector.ocpi.wire.v211;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.AdditionalGeoLocation;
import org.roaminghub.connector.ocpi.wire.BusinessDetails;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.DisplayText;
import org.roaminghub.connector.ocpi.wire.EnergyMix;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.GeoLocation;
import org.roaminghub.connector.ocpi.wire.Image;
import org.roaminghub.connector.ocpi.wire.PlaceCodes;

/** Location, OCPI 2.1.1 mod_locations. In sessions and CDRs it comes with the one EVSE and connector used. */
@SuppressWarnings("MemberName")
public record Location211(
        String id,
        String type,
        @Nullable String name,
        String address,
        String city,
        String postal_code,
        String country,
        GeoLocation coordinates,
        List<AdditionalGeoLocation> related_locations,
        List<Evse211> evses,
        List<DisplayText> directions,
        @Nullable BusinessDetails operator,
        @Nullable BusinessDetails suboperator,
        @Nullable BusinessDetails owner,
        List<String> facilities,
        @Nullable String time_zone,
        @Nullable Hours211 opening_times,
        @Nullable Boolean charging_when_closed,
        List<Image> images,
        @Nullable EnergyMix energy_mix,
        Instant last_updated) {

    public Location211 {
        related_locations = List.copyOf(related_locations);
        evses = List.copyOf(evses);
        directions = List.copyOf(directions);
        facilities = List.copyOf(facilities);
        images = List.copyOf(images);
    }

    /** As sessions and CDRs need it. */
    public Location211(
            String id,
            String type,
            @Nullable String name,
            String address,
            String city,
            String postal_code,
            String country,
            GeoLocation coordinates,
            List<Evse211> evses,
            @Nullable String time_zone,
            Instant last_updated) {
        this(
                id,
                type,
                name,
                address,
                city,
                postal_code,
                country,
                coordinates,
                List.of(),
                evses,
                List.of(),
                null,
                null,
                null,
                List.of(),
                time_zone,
                null,
                null,
                List.of(),
                null,
                last_updated);
    }

    public static Location211 read(Fields f) {
        return new Location211(
                f.id("id", 39),
                f.code("type", Codes.LOCATION_TYPE_211),
                f.findText("name", 255),
                f.text("address", 255),
                f.text("city", 45),
                f.text("postal_code", 10),
                f.text("country", 3),
                f.object("coordinates", GeoLocation::read),
                f.list("related_locations", AdditionalGeoLocation::read),
                f.list("evses", Evse211::read),
                f.list("directions", DisplayText::read),
                f.findObject("operator", BusinessDetails::read),
                f.findObject("suboperator", BusinessDetails::read),
                f.findObject("owner", BusinessDetails::read),
                f.codes("facilities", PlaceCodes.FACILITY),
                f.findText("time_zone", 255),
                f.findObject("opening_times", Hours211::read),
                f.findFlag("charging_when_closed"),
                f.list("images", Image::read),
                f.findObject("energy_mix", EnergyMix::read),
                f.time("last_updated"));
    }

    /** In a session or CDR: what else is wrong with it is no reason to refuse the charge. */
    public static Location211 readUsed(Fields f) {
        return new Location211(
                f.id("id", 39),
                f.code("type", Codes.LOCATION_TYPE_211),
                f.findText("name", 255),
                f.text("address", 255),
                f.text("city", 45),
                f.text("postal_code", 10),
                f.text("country", 3),
                f.object("coordinates", GeoLocation::read),
                f.list("evses", Evse211::readUsed),
                f.findText("time_zone", 255),
                f.time("last_updated"));
    }

    /** The place of one charge. */
    public Location211 with(Evse211 used) {
        return new Location211(
                id,
                type,
                name,
                address,
                city,
                postal_code,
                country,
                coordinates,
                related_locations,
                List.of(used),
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
                last_updated);
    }
}

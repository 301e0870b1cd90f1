package org.roaminghub.connector.ocpi.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.AdditionalGeoLocation;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.BusinessDetails;
import org.roaminghub.connector.ocpi.wire.DisplayText;
import org.roaminghub.connector.ocpi.wire.EVSE;
import org.roaminghub.connector.ocpi.wire.EnergySource;
import org.roaminghub.connector.ocpi.wire.EnvironmentalImpact;
import org.roaminghub.connector.ocpi.wire.ExceptionalPeriod;
import org.roaminghub.connector.ocpi.wire.GeoLocation;
import org.roaminghub.connector.ocpi.wire.Hours;
import org.roaminghub.connector.ocpi.wire.RegularHours;
import org.roaminghub.connector.ocpi.wire.WireTime;
import org.roaminghub.vocabulary.Address;
import org.roaminghub.vocabulary.Business;
import org.roaminghub.vocabulary.Coordinates;
import org.roaminghub.vocabulary.EnergyMix;
import org.roaminghub.vocabulary.Image;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.LocalText;
import org.roaminghub.vocabulary.Location;
import org.roaminghub.vocabulary.Opening;
import org.roaminghub.vocabulary.Parking;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;

/** Location without its EVSEs (OCPI 2.3.0 ch. 8; model.md §2.3). What {@code publish_allowed_to} names stays in the original. */
public final class LocationMapping {

    private LocationMapping() {}

    // --- to the hub's words -----------------------------------------------------------------------------------------

    public static Location location(org.roaminghub.connector.ocpi.wire.Location wire) {
        String country = Words.countryAlpha2(wire.country());
        if (country == null) {
            throw BadField.at("country", "is no country of ISO 3166-1");
        }
        Address address = new Address(
                wire.name(),
                wire.address(),
                null,
                wire.city(),
                wire.postal_code(),
                wire.state(),
                country,
                coordinates(wire.coordinates()));
        return new Location(
                null,
                PartyId.of(wire.country_code(), wire.party_id()),
                wire.id(),
                List.of(),
                wire.publish(),
                !wire.publish_allowed_to().isEmpty(),
                address,
                Personal.absent(),
                country,
                wire.related_locations().stream().map(LocationMapping::related).toList(),
                texts(wire.directions()),
                wire.parking_type(),
                wire.facilities(),
                images(wire.images()),
                business(wire.operator()),
                business(wire.suboperator()),
                business(wire.owner()),
                wire.help_phone(),
                wire.time_zone(),
                opening(wire.opening_times()),
                wire.charging_when_closed(),
                energyMix(wire.energy_mix()),
                wire.parking_places().stream().map(LocationMapping::parking).toList(),
                wire.last_updated());
    }

    static @Nullable Coordinates coordinates(@Nullable GeoLocation wire) {
        return wire == null
                ? null
                : new Coordinates(
                        degrees(wire.latitude(), "latitude", 90), degrees(wire.longitude(), "longitude", 180));
    }

    private static BigDecimal degrees(String text, String field, int most) {
        String path = "coordinates." + field;
        try {
            var degrees = new BigDecimal(text.strip());
            if (degrees.precision() - degrees.scale() <= 3 && degrees.abs().compareTo(BigDecimal.valueOf(most)) <= 0) {
                return degrees;
            }
        } catch (NumberFormatException e) {
            throw BadField.at(path, "must be decimal degrees");
        }
        throw BadField.at(path, "is beyond " + most + " degrees");
    }

    private static Location.RelatedPoint related(AdditionalGeoLocation wire) {
        Coordinates at =
                new Coordinates(degrees(wire.latitude(), "latitude", 90), degrees(wire.longitude(), "longitude", 180));
        return new Location.RelatedPoint(
                at,
                wire.name() == null
                        ? null
                        : new LocalText(wire.name().language(), wire.name().text()));
    }

    static List<LocalText> texts(List<DisplayText> wire) {
        return wire.stream().map(t -> new LocalText(t.language(), t.text())).toList();
    }

    static List<Image> images(List<org.roaminghub.connector.ocpi.wire.Image> wire) {
        return wire.stream().map(LocationMapping::image).toList();
    }

    private static Image image(org.roaminghub.connector.ocpi.wire.Image wire) {
        return new Image(wire.url(), wire.thumbnail(), wire.category(), wire.type(), wire.width(), wire.height());
    }

    private static @Nullable Business business(@Nullable BusinessDetails wire) {
        return wire == null
                ? null
                : new Business(wire.name(), wire.website(), wire.logo() == null ? null : image(wire.logo()));
    }

    private static @Nullable Opening opening(@Nullable Hours wire) {
        return wire == null
                ? null
                : new Opening(
                        wire.twentyfourseven(),
                        wire.regular_hours().stream()
                                .map(h -> new Opening.Hours(h.weekday(), h.period_begin(), h.period_end()))
                                .toList(),
                        intervals(wire.exceptional_openings()),
                        intervals(wire.exceptional_closings()));
    }

    private static List<Interval> intervals(List<ExceptionalPeriod> wire) {
        return wire.stream()
                .map(p -> new Interval(p.period_begin(), p.period_end()))
                .toList();
    }

    private static @Nullable EnergyMix energyMix(org.roaminghub.connector.ocpi.wire.@Nullable EnergyMix wire) {
        return wire == null
                ? null
                : new EnergyMix(
                        wire.is_green_energy(),
                        wire.energy_sources().stream()
                                .map(s -> new EnergyMix.Source(s.source(), s.percentage()))
                                .toList(),
                        wire.environ_impact().stream()
                                .map(i -> new EnergyMix.Impact(i.category(), i.amount()))
                                .toList(),
                        wire.supplier_name(),
                        wire.energy_product_name());
    }

    private static Parking parking(org.roaminghub.connector.ocpi.wire.Parking wire) {
        return new Parking(
                wire.id(),
                wire.physical_reference(),
                wire.vehicle_types(),
                wire.max_vehicle_weight(),
                wire.max_vehicle_height(),
                wire.max_vehicle_length(),
                wire.max_vehicle_width(),
                wire.parking_space_length(),
                wire.parking_space_width(),
                wire.dangerous_goods_allowed(),
                wire.direction(),
                wire.drive_through(),
                wire.restricted_to_type(),
                wire.reservation_required(),
                wire.time_limit(),
                wire.roofed(),
                images(wire.images()),
                wire.lighting(),
                wire.refrigeration_outlet(),
                wire.standards(),
                wire.apds_reference());
    }

    // --- to OCPI's words --------------------------------------------------------------------------------------------

    /** Whom a restricted location may be shown to is only in its original: it is withheld from other versions. */
    public static org.roaminghub.connector.ocpi.wire.Location toWire(Location l, List<EVSE> evses) {
        Address a = l.address() == null ? l.sealedAddress().orNull() : l.address();
        if (l.restricted()) {
            throw new Unsayable("Whom the location may be shown to can't be said in another version.");
        }
        if (a == null || a.coordinates() == null || l.country() == null || l.timeZone() == null) {
            throw new Unsayable("OCPI needs address, country, coordinates and time zone of a location.");
        }
        String country = Words.countryAlpha3(l.country());
        return new org.roaminghub.connector.ocpi.wire.Location(
                l.owner().country(),
                l.owner().party(),
                l.fid(),
                l.publish(),
                List.of(),
                a.name(),
                street(a),
                SessionMapping.orNotAvailable(a.city()),
                a.postalCode(),
                a.state(),
                country == null ? l.country() : country,
                toWire(a.coordinates()),
                l.relatedPoints().stream().map(LocationMapping::toWire).toList(),
                l.parkingType(),
                evses,
                l.parkingPlaces().stream().map(LocationMapping::toWire).toList(),
                textsToWire(l.directions()),
                toWire(l.operator()),
                toWire(l.suboperator()),
                toWire(l.ownerDetails()),
                l.facilities(),
                l.timeZone(),
                toWire(l.opening()),
                l.chargingWhenClosed(),
                imagesToWire(l.images()),
                toWire(l.energyMix()),
                l.helpPhone(),
                WireTime.forWire(l.reportedAt()));
    }

    private static String street(Address a) {
        String street = SessionMapping.orNotAvailable(a.address());
        return a.houseNumber() == null ? street : street + " " + a.houseNumber();
    }

    static GeoLocation toWire(Coordinates c) {
        return new GeoLocation(c.latitude().toPlainString(), c.longitude().toPlainString());
    }

    private static AdditionalGeoLocation toWire(Location.RelatedPoint p) {
        LocalText name = p.name();
        return new AdditionalGeoLocation(
                p.coordinates().latitude().toPlainString(),
                p.coordinates().longitude().toPlainString(),
                name == null ? null : new DisplayText(name.language(), name.text()));
    }

    static List<DisplayText> textsToWire(List<LocalText> texts) {
        return texts.stream().map(t -> new DisplayText(t.language(), t.text())).toList();
    }

    static List<org.roaminghub.connector.ocpi.wire.Image> imagesToWire(List<Image> images) {
        return images.stream().map(LocationMapping::toWire).toList();
    }

    private static org.roaminghub.connector.ocpi.wire.Image toWire(Image i) {
        return new org.roaminghub.connector.ocpi.wire.Image(
                i.url(), i.thumbnail(), i.category(), i.type(), i.width(), i.height());
    }

    private static @Nullable BusinessDetails toWire(@Nullable Business b) {
        return b == null
                ? null
                : new BusinessDetails(b.name(), b.website(), b.logo() == null ? null : toWire(b.logo()));
    }

    private static @Nullable Hours toWire(@Nullable Opening o) {
        return o == null
                ? null
                : new Hours(
                        o.always(),
                        o.regular().stream()
                                .map(h -> new RegularHours(h.weekday(), h.from(), h.to()))
                                .toList(),
                        periods(o.open()),
                        periods(o.closed()));
    }

    /** OCPI has no open ends here: they are told as far away. */
    private static List<ExceptionalPeriod> periods(List<Interval> intervals) {
        return intervals.stream()
                .map(i -> new ExceptionalPeriod(
                        WireTime.forWire(i.start()), WireTime.forWire(i.end() == null ? FAR : i.end())))
                .toList();
    }

    private static final Instant FAR = Instant.parse("2099-12-31T00:00:00Z");

    private static org.roaminghub.connector.ocpi.wire.@Nullable EnergyMix toWire(@Nullable EnergyMix m) {
        return m == null
                ? null
                : new org.roaminghub.connector.ocpi.wire.EnergyMix(
                        m.green(),
                        m.sources().stream()
                                .map(s -> new EnergySource(s.code(), s.percent()))
                                .toList(),
                        m.impacts().stream()
                                .map(i -> new EnvironmentalImpact(i.code(), i.gPerKwh()))
                                .toList(),
                        m.supplier(),
                        m.product());
    }

    private static org.roaminghub.connector.ocpi.wire.Parking toWire(Parking p) {
        return new org.roaminghub.connector.ocpi.wire.Parking(
                p.fid(),
                p.physicalReference(),
                p.vehicleTypes(),
                p.maxWeight(),
                p.maxHeight(),
                p.maxLength(),
                p.maxWidth(),
                p.spaceLength(),
                p.spaceWidth(),
                p.dangerousGoodsAllowed(),
                p.direction(),
                p.driveThrough(),
                p.restrictedToType(),
                p.reservationRequired(),
                p.timeLimit(),
                p.roofed(),
                imagesToWire(p.images()),
                p.lighting(),
                p.refrigerationOutlet(),
                p.standards(),
                p.apdsReference());
    }
}

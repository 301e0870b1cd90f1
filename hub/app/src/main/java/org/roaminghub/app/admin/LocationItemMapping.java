package org.roaminghub.app.admin;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.admin.LocationItem.ConnectorItem;
import org.roaminghub.app.admin.LocationItem.EvseItem;
import org.roaminghub.vocabulary.Address;
import org.roaminghub.vocabulary.Business;
import org.roaminghub.vocabulary.Coordinates;
import org.roaminghub.vocabulary.EnergyMix;
import org.roaminghub.vocabulary.Evse;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Image;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.LocalText;
import org.roaminghub.vocabulary.Location;
import org.roaminghub.vocabulary.Opening;
import org.roaminghub.vocabulary.Parking;
import org.roaminghub.vocabulary.PartyId;

/** Locations as OCPI 2.3.0 has them. Of a home that was erased nothing is left but its ids and times. */
final class LocationItemMapping {

    private LocationItemMapping() {}

    static LocationItem location(String hubId, Location l, List<EvseItem> evses, String status) {
        Address a = l.address() == null ? l.sealedAddress().orNull() : l.address();
        return new LocationItem(
                hubId,
                l.owner().country(),
                l.owner().party(),
                l.fid(),
                l.publish(),
                a == null ? null : a.name(),
                a == null ? null : a.address(),
                a == null ? null : a.city(),
                a == null ? null : a.postalCode(),
                a == null ? null : a.state(),
                OcpiMapping.alpha3(l.country()),
                a == null ? null : point(a.coordinates()),
                all(l.relatedPoints(), LocationItemMapping::related),
                l.parkingType(),
                evses.isEmpty() ? null : evses,
                all(l.parkingPlaces(), LocationItemMapping::parking),
                all(l.directions(), LocationItemMapping::text),
                business(l.operator()),
                business(l.suboperator()),
                business(l.ownerDetails()),
                all(l.facilities(), word -> word),
                l.timeZone(),
                opening(l.opening()),
                l.chargingWhenClosed(),
                all(l.images(), LocationItemMapping::image),
                energy(l.energyMix()),
                l.helpPhone(),
                l.reportedAt(),
                status,
                all(l.audience(), PartyId::value),
                OcpiMapping.isErased(l.sealedAddress()) ? Boolean.TRUE : null);
    }

    static EvseItem evse(String hubId, Evse e, String status, Instant updatedAt) {
        return new EvseItem(
                hubId,
                e.evseFid(),
                e.evseId() == null ? null : e.evseId().value(),
                status(EvseStatus.valueOf(status)),
                all(
                        e.schedule(),
                        planned ->
                                new LocationItem.PlannedStatus(planned.from(), planned.to(), status(planned.status()))),
                all(e.capabilities(), word -> word),
                e.connectors().stream().map(LocationItemMapping::connector).toList(),
                e.floor(),
                point(e.coordinates()),
                e.physicalReference(),
                all(e.directions(), LocationItemMapping::text),
                all(e.restrictions(), word -> word),
                all(e.parking(), use -> new LocationItem.EvseParking(use.parkingFid(), use.position())),
                all(e.images(), LocationItemMapping::image),
                all(e.acceptedEmsps(), word -> word),
                updatedAt);
    }

    private static ConnectorItem connector(Evse.Connector c) {
        return new ConnectorItem(
                c.fid(),
                c.standard(),
                c.format(),
                c.powerType(),
                c.maxVoltageV(),
                c.maxCurrentA(),
                c.maxPowerW() == null ? null : OcpiMapping.amount(c.maxPowerW().value()),
                all(c.tariffs(), fid -> fid),
                c.termsUrl(),
                all(c.capabilities(), word -> word),
                c.reportedAt());
    }

    /** OCPI's Status. */
    private static String status(EvseStatus status) {
        return switch (status) {
            case AVAILABLE, CHARGING, BLOCKED, RESERVED, INOPERATIVE, PLANNED, REMOVED, UNKNOWN -> status.name();
            case RESERVED_LATER -> "AVAILABLE";
            case OCCUPIED -> "CHARGING";
            case OUT_OF_ORDER -> "OUTOFORDER";
        };
    }

    private static <T, R> @Nullable List<R> all(List<T> values, Function<? super T, ? extends R> shown) {
        return values.isEmpty() ? null : values.stream().<R>map(shown).toList();
    }

    private static OcpiObjects.@Nullable GeoLocation point(@Nullable Coordinates c) {
        return c == null
                ? null
                : new OcpiObjects.GeoLocation(
                        c.latitude().toPlainString(), c.longitude().toPlainString());
    }

    private static LocationItem.RelatedLocation related(Location.RelatedPoint p) {
        return new LocationItem.RelatedLocation(
                p.coordinates().latitude().toPlainString(),
                p.coordinates().longitude().toPlainString(),
                p.name() == null ? null : text(p.name()));
    }

    private static OcpiObjects.DisplayText text(LocalText text) {
        return new OcpiObjects.DisplayText(text.language(), text.text());
    }

    private static LocationItem.Picture image(Image i) {
        return new LocationItem.Picture(i.url(), i.thumbnail(), i.category(), i.type(), i.width(), i.height());
    }

    private static LocationItem.@Nullable Business business(@Nullable Business b) {
        return b == null
                ? null
                : new LocationItem.Business(b.name(), b.website(), b.logo() == null ? null : image(b.logo()));
    }

    private static LocationItem.@Nullable OpeningTimes opening(@Nullable Opening o) {
        return o == null
                ? null
                : new LocationItem.OpeningTimes(
                        o.always(),
                        all(o.regular(), h -> new LocationItem.Hours(h.weekday(), h.from(), h.to())),
                        all(o.open(), LocationItemMapping::period),
                        all(o.closed(), LocationItemMapping::period));
    }

    private static LocationItem.Period period(Interval interval) {
        return new LocationItem.Period(interval.start(), interval.end());
    }

    private static LocationItem.@Nullable EnergyMix energy(@Nullable EnergyMix m) {
        return m == null
                ? null
                : new LocationItem.EnergyMix(
                        m.green(),
                        all(m.sources(), s -> new LocationItem.EnergySource(s.code(), s.percent())),
                        all(m.impacts(), i -> new LocationItem.EnvironImpact(i.code(), i.gPerKwh())),
                        m.supplier(),
                        m.product());
    }

    private static LocationItem.ParkingPlace parking(Parking p) {
        return new LocationItem.ParkingPlace(
                p.fid(),
                p.physicalReference(),
                all(p.vehicleTypes(), word -> word),
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
                all(p.images(), LocationItemMapping::image),
                p.lighting(),
                p.refrigerationOutlet(),
                all(p.standards(), word -> word),
                p.apdsReference());
    }
}

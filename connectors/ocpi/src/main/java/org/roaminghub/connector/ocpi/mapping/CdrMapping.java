package org.roaminghub.connector.ocpi.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.CdrLocation;
import org.roaminghub.connector.ocpi.wire.GeoLocation;
import org.roaminghub.connector.ocpi.wire.SignedValue;
import org.roaminghub.connector.ocpi.wire.WireTime;
import org.roaminghub.vocabulary.Address;
import org.roaminghub.vocabulary.AuthMethod;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.CdrOrigin;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Coordinates;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.SessionMatch;
import org.roaminghub.vocabulary.SignedData;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.Tariff;

/** CDR (OCPI 2.2.1 ch. 10; model.md §2.8). */
public final class CdrMapping {

    private static final CdrId NOT_YET = new CdrId(new UUID(0, 0));

    private CdrMapping() {}

    /** The hub's own ids are not in it: core gives them. Throws {@link BadField} for a credit CDR that names no original. */
    public static ChargeDetailRecord record(CDR wire, Tariff.Selection selection) {
        boolean credit = Boolean.TRUE.equals(wire.credit());
        if (credit && wire.credit_reference_id() == null) {
            throw BadField.at("credit_reference_id", "is missing: a credit CDR names the CDR that it credits");
        }
        PartyId cpo = PartyId.of(wire.country_code(), wire.party_id());
        PartyId issuer = TokenMapping.owner(wire.cdr_token());
        String currency = wire.currency();
        return new ChargeDetailRecord(
                NOT_YET,
                1,
                wire.id(),
                cpo,
                // Core finds out where the CDR names nobody; until then nobody else is named.
                issuer == null ? cpo : issuer,
                null,
                null,
                wire.session_id(),
                null,
                SessionMatch.NONE,
                Personal.of(SessionMapping.reference(wire.authorization_reference())),
                Personal.of(TokenMapping.seen(wire.cdr_token())),
                null,
                Words.tokenKind(wire.cdr_token().type()),
                issuer,
                AuthMethod.valueOf(wire.auth_method()),
                place(wire.cdr_location(), Boolean.TRUE.equals(wire.home_charging_compensation()), wire.country_code()),
                wire.start_date_time(),
                wire.end_date_time(),
                null,
                null,
                currency,
                wire.tariffs().stream()
                        .map(t -> TariffMapping.tariff(t, selection))
                        .toList(),
                null,
                Amounts.periods(wire.charging_periods()),
                List.of(),
                Amounts.price(wire.total_cost(), currency),
                Energy.ofKilowattHours(wire.total_energy()),
                Span.ofHours(wire.total_time()),
                hours(wire.total_parking_time()),
                Amounts.price(wire.total_fixed_cost(), currency),
                Amounts.price(wire.total_energy_cost(), currency),
                Amounts.price(wire.total_time_cost(), currency),
                Amounts.price(wire.total_parking_cost(), currency),
                Amounts.price(wire.total_reservation_cost(), currency),
                wire.meter_id(),
                null,
                null,
                Personal.of(signed(wire.signed_data())),
                Personal.of(wire.remark()),
                null,
                credit ? wire.credit_reference_id() : null,
                wire.invoice_reference_id(),
                wire.home_charging_compensation(),
                null,
                CdrOrigin.PARTNER,
                null,
                wire.last_updated());
    }

    private static @Nullable Span hours(@Nullable BigDecimal hours) {
        return hours == null ? null : Span.ofHours(hours);
    }

    /** A place that a home is charged at is somebody's home: its address is personal. */
    static Place place(CdrLocation at, boolean home, String otherwise) {
        var address = new Address(
                at.name(),
                at.address(),
                null,
                at.city(),
                at.postal_code(),
                at.state(),
                Words.countryAlpha2(at.country()),
                coordinates(at.coordinates()));
        var evseId = EvseId.find(at.evse_id()).orElse(null);
        String country = address.country() != null
                ? address.country()
                : evseId != null ? evseId.operator().country() : otherwise;
        return new Place(
                null,
                at.id(),
                null,
                at.evse_uid(),
                evseId,
                Place.EvseBasis.REPORTED,
                at.connector_id(),
                at.connector_standard(),
                at.connector_format(),
                at.connector_power_type(),
                null,
                country.toUpperCase(java.util.Locale.ROOT),
                null,
                home ? null : address,
                home ? Personal.of(address) : Personal.absent());
    }

    private static Coordinates coordinates(GeoLocation wire) {
        return new Coordinates(degrees(wire.latitude(), "latitude", 90), degrees(wire.longitude(), "longitude", 180));
    }

    private static BigDecimal degrees(String text, String field, int most) {
        String path = "cdr_location.coordinates." + field;
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

    private static @Nullable SignedData signed(org.roaminghub.connector.ocpi.wire.@Nullable SignedData wire) {
        return wire == null
                ? null
                : new SignedData(
                        wire.encoding_method(),
                        wire.encoding_method_version(),
                        wire.public_key(),
                        wire.signed_values().stream()
                                .map(v -> new SignedData.SignedValue(v.nature(), v.plain_data(), v.signed_data()))
                                .toList(),
                        wire.url());
    }

    /** Throws {@link Unsayable} where OCPI requires what the record does not have. */
    public static CDR cdr(ChargeDetailRecord r, Lowering to) {
        AuthorizationReference reference = r.reference().orNull();
        Price total = r.totalCost();
        if (total == null) {
            throw new Unsayable("OCPI needs a CDR's total cost.");
        }
        return new CDR(
                r.cpo().country(),
                r.cpo().party(),
                r.fid(),
                WireTime.forWire(r.start()),
                WireTime.forWire(r.end()),
                r.sessionRef(),
                TokenMapping.cdrToken(
                        r.tokenSeen().orNull(), r.tokenKind(), r.issuer() == null ? r.emsp() : r.issuer()),
                r.authMethod().name(),
                reference == null ? null : reference.value(),
                location(r.place()),
                r.meterId(),
                r.currency(),
                tariffs(r.tariffs(), to),
                Amounts.toWire(r.periods(), to),
                signed(r.signedData().orNull()),
                needed(Amounts.price(total)),
                Amounts.price(r.fixedCost()),
                r.energyWh().toKilowattHours(),
                Amounts.price(r.energyCost()),
                r.timeS().toHours(),
                Amounts.price(r.timeCost()),
                r.parkingTimeS() == null ? null : r.parkingTimeS().toHours(),
                Amounts.price(r.parkingCost()),
                Amounts.price(r.reservationCost()),
                r.remark().orNull(),
                r.invoiceRef(),
                r.isCredit() ? Boolean.TRUE : null,
                r.creditOfFid(),
                r.homeCompensation(),
                WireTime.forWire(r.reportedAt()));
    }

    /** A CDR goes without tariffs rather than with a wrong one (facts §5.4). */
    private static List<org.roaminghub.connector.ocpi.wire.Tariff> tariffs(List<Tariff> tariffs, Lowering to) {
        try {
            return tariffs.stream().map(TariffMapping::toWire).toList();
        } catch (Unsayable e) {
            to.lost("tariffs", e.sentence());
            return List.of();
        }
    }

    /** Null where the place is not known well enough for a CDR. */
    static @Nullable CdrLocation findLocation(Place p) {
        boolean known = p.address() != null || p.sealedAddress().orNull() != null;
        if (!known || p.standard() == null || p.format() == null || p.powerType() == null) {
            return null;
        }
        try {
            return location(p);
        } catch (Unsayable e) {
            return null;
        }
    }

    private static CdrLocation location(Place p) {
        Address a = p.address() != null ? p.address() : p.sealedAddress().orNull();
        Coordinates c = a == null ? null : a.coordinates();
        String country = a != null && a.country() != null ? a.country() : p.country();
        String alpha3 = country == null ? null : Words.countryAlpha3(country);
        if (a == null || c == null || alpha3 == null) {
            throw new Unsayable("OCPI needs address, country and coordinates of a CDR's place.");
        }
        EvseId evse = p.evseId();
        return new CdrLocation(
                SessionMapping.orNotAvailable(p.locationFid()),
                a.name(),
                SessionMapping.orNotAvailable(a.address()),
                SessionMapping.orNotAvailable(a.city()),
                a.postalCode(),
                a.state(),
                alpha3,
                new GeoLocation(c.latitude().toPlainString(), c.longitude().toPlainString()),
                SessionMapping.orNotAvailable(p.evseFid()),
                SessionMapping.orNotAvailable(evse == null ? null : evse.value()),
                SessionMapping.orNotAvailable(p.connectorFid()),
                needed(p.standard()),
                needed(p.format()),
                needed(p.powerType()));
    }

    private static <T> T needed(@Nullable T value) {
        if (value == null) {
            throw new Unsayable("OCPI needs a CDR's price, and its connector's standard, format and power type.");
        }
        return value;
    }

    private static org.roaminghub.connector.ocpi.wire.@Nullable SignedData signed(@Nullable SignedData s) {
        return s == null
                ? null
                : new org.roaminghub.connector.ocpi.wire.SignedData(
                        s.method(),
                        s.version(),
                        s.publicKey(),
                        s.values().stream()
                                .map(v -> new SignedValue(v.nature(), v.plain(), v.signed()))
                                .toList(),
                        s.url());
    }
}

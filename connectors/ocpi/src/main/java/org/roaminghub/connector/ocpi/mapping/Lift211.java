package org.roaminghub.connector.ocpi.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.AuthorizationInfo;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.CdrDimension;
import org.roaminghub.connector.ocpi.wire.CdrLocation;
import org.roaminghub.connector.ocpi.wire.CdrToken;
import org.roaminghub.connector.ocpi.wire.ChargingPeriod;
import org.roaminghub.connector.ocpi.wire.LocationReferences;
import org.roaminghub.connector.ocpi.wire.Price;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.connector.ocpi.wire.SessionPatch;
import org.roaminghub.connector.ocpi.wire.Tariff;
import org.roaminghub.connector.ocpi.wire.Token;
import org.roaminghub.connector.ocpi.wire.v211.AuthorizationInfo211;
import org.roaminghub.connector.ocpi.wire.v211.Cdr211;
import org.roaminghub.connector.ocpi.wire.v211.Connector211;
import org.roaminghub.connector.ocpi.wire.v211.Evse211;
import org.roaminghub.connector.ocpi.wire.v211.Location211;
import org.roaminghub.connector.ocpi.wire.v211.LocationReferences211;
import org.roaminghub.connector.ocpi.wire.v211.Session211;
import org.roaminghub.connector.ocpi.wire.v211.SessionPatch211;
import org.roaminghub.connector.ocpi.wire.v211.Tariff211;
import org.roaminghub.connector.ocpi.wire.v211.Token211;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.PartyId;

/** From 2.1.1 up to the newest form (facts §5.2 to §5.6, columns «up»). */
final class Lift211 {

    private static final String FLAT = "FLAT";

    private Lift211() {}

    static Token token(Token211 t, Lifting from) {
        PartyId owner = from.needOwner();
        return new Token(
                owner.country(),
                owner.party(),
                t.uid(),
                t.type(),
                t.auth_id(),
                t.visual_number(),
                t.issuer(),
                null,
                t.valid(),
                t.whitelist(),
                t.language(),
                null,
                null,
                t.last_updated());
    }

    static Session session(Session211 s, Lifting from) {
        PartyId owner = from.needOwner();
        CdrLocation place = place(s.location());
        return new Session(
                owner.country(),
                owner.party(),
                s.id(),
                s.start_datetime(),
                s.end_datetime(),
                s.kwh(),
                cdrToken(s.auth_id(), from),
                s.auth_method(),
                null,
                place.id(),
                place.evse_uid(),
                place.connector_id(),
                s.meter_id(),
                s.currency(),
                withoutFlat(s.charging_periods()),
                price(s.total_cost()),
                s.status(),
                s.last_updated(),
                isWhole(s.location()) ? place : null);
    }

    /** Without last_updated the time of receipt counts (facts §5.1). */
    static SessionPatch patch(SessionPatch211 s, Lifting from) {
        Location211 location = s.location();
        CdrLocation place = location == null ? null : place(location);
        Instant reported = s.last_updated();
        return new SessionPatch(
                null,
                null,
                s.id(),
                s.start_datetime(),
                s.end_datetime(),
                s.kwh(),
                s.auth_id() == null ? null : cdrToken(s.auth_id(), from),
                s.auth_method(),
                null,
                place == null ? null : place.id(),
                place == null ? null : place.evse_uid(),
                place == null ? null : place.connector_id(),
                s.meter_id(),
                s.currency(),
                withoutFlat(s.charging_periods()),
                price(s.total_cost()),
                s.status(),
                reported == null ? from.now() : reported,
                location != null && isWhole(location) ? place : null);
    }

    static CDR cdr(Cdr211 c, Lifting from) {
        PartyId owner = from.needOwner();
        if (!isWhole(c.location())) {
            throw BadField.at("location.evses", "is missing: a CDR names the EVSE and the connector used");
        }
        return new CDR(
                owner.country(),
                owner.party(),
                c.id(),
                c.start_date_time(),
                c.stop_date_time(),
                null,
                cdrToken(c.auth_id(), from),
                c.auth_method(),
                null,
                place(c.location()),
                c.meter_id(),
                c.currency(),
                c.tariffs().stream().map(t -> tariff(t, owner)).toList(),
                periods(c),
                null,
                new Price(c.total_cost(), List.of()),
                fixedCost(c),
                c.total_energy(),
                null,
                c.total_time(),
                null,
                c.total_parking_time(),
                null,
                null,
                c.remark(),
                null,
                null,
                null,
                null,
                c.last_updated());
    }

    /** A CDR has one period at least: one that only counted a start fee keeps its time with no energy. */
    private static List<ChargingPeriod> periods(Cdr211 c) {
        List<ChargingPeriod> periods = withoutFlat(c.charging_periods());
        return periods.isEmpty()
                ? List.of(new ChargingPeriod(
                        c.charging_periods().getFirst().start_date_time(),
                        List.of(new CdrDimension("ENERGY", c.total_energy())),
                        null))
                : periods;
    }

    private static List<ChargingPeriod> withoutFlat(List<ChargingPeriod> periods) {
        return periods.stream()
                .map(p -> new ChargingPeriod(
                        p.start_date_time(),
                        p.dimensions().stream()
                                .filter(d -> !d.type().equals(FLAT))
                                .toList(),
                        p.tariff_id()))
                .filter(p -> !p.dimensions().isEmpty())
                .toList();
    }

    /** How often the start fee was counted, times what it is: computable with one tariff and one price of it. */
    private static @Nullable Price fixedCost(Cdr211 c) {
        BigDecimal count = c.charging_periods().stream()
                .flatMap(p -> p.dimensions().stream())
                .filter(d -> d.type().equals(FLAT))
                .map(CdrDimension::volume)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<BigDecimal> fees = c.tariffs().stream()
                .flatMap(t -> t.elements().stream())
                .flatMap(e -> e.price_components().stream())
                .filter(p -> p.type().equals(FLAT))
                .map(p -> p.price().stripTrailingZeros())
                .distinct()
                .toList();
        return count.signum() == 0 || c.tariffs().size() != 1 || fees.size() != 1
                ? null
                : new Price(count.multiply(fees.getFirst()), List.of());
    }

    private static @Nullable Price price(@Nullable BigDecimal withoutVat) {
        return withoutVat == null ? null : new Price(withoutVat, List.of());
    }

    /** The token that the contract has; of one that the hub doesn't know only the contract's own text tells whose it is. */
    private static CdrToken cdrToken(String authId, Lifting from) {
        Optional<ContractId> contract = ContractId.find(authId);
        CdrToken known = contract.flatMap(from.tokens()).orElse(null);
        if (known != null) {
            return new CdrToken(known.country_code(), known.party_id(), known.uid(), known.type(), authId);
        }
        PartyId owner = contract.flatMap(ContractId::issuer).orElse(null);
        return new CdrToken(
                owner == null ? null : owner.country(),
                owner == null ? null : owner.party(),
                Words.NOT_AVAILABLE,
                "OTHER",
                authId);
    }

    /** With the single EVSE and connector in it. */
    private static CdrLocation place(Location211 at) {
        Evse211 evse = at.evses().isEmpty() ? null : at.evses().getFirst();
        Connector211 connector = evse == null ? null : evse.connectors().getFirst();
        return new CdrLocation(
                at.id(),
                at.name(),
                at.address(),
                at.city(),
                at.postal_code(),
                null,
                alpha3(at.country()),
                at.coordinates(),
                evse == null ? Words.NOT_AVAILABLE : evse.uid(),
                evse == null || evse.evse_id() == null ? Words.NOT_AVAILABLE : evse.evse_id(),
                connector == null ? Words.NOT_AVAILABLE : connector.id(),
                connector == null ? Words.NOT_AVAILABLE : connector.standard(),
                connector == null ? Words.NOT_AVAILABLE : connector.format(),
                connector == null ? Words.NOT_AVAILABLE : connector.power_type());
    }

    private static boolean isWhole(Location211 at) {
        return !at.evses().isEmpty();
    }

    /** Partners write alpha-2, as the spec's own examples do. */
    static String alpha3(String country) {
        String alpha2 = Words.countryAlpha2(country);
        String alpha3 = alpha2 == null ? null : Words.countryAlpha3(alpha2);
        return Objects.requireNonNullElse(alpha3, country);
    }

    static Tariff tariff(Tariff211 t, PartyId owner) {
        return new Tariff(
                owner.country(),
                owner.party(),
                t.id(),
                t.currency(),
                null,
                t.tariff_alt_text(),
                t.tariff_alt_url(),
                null,
                null,
                t.elements(),
                Tariff.NO_TAX,
                null,
                null,
                t.energy_mix(),
                t.last_updated());
    }

    static LocationReferences references(LocationReferences211 r) {
        return new LocationReferences(r.location_id(), r.evse_uids());
    }

    /** Its token is unknown to 2.1.1: who asked knows which one it was. */
    static AuthorizationInfo info(AuthorizationInfo211 i) {
        return new AuthorizationInfo(
                i.allowed(), null, i.location() == null ? null : references(i.location()), null, i.info());
    }
}

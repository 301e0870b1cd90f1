package org.roaminghub.connector.ocpi.mapping;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.DisplayText;
import org.roaminghub.connector.ocpi.wire.PriceComponent;
import org.roaminghub.connector.ocpi.wire.TariffElement;
import org.roaminghub.connector.ocpi.wire.TariffRestrictions;
import org.roaminghub.connector.ocpi.wire.WireTime;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.LocalText;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Power;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.Tariff;

/** Tariff (OCPI 2.3.0 ch. 11; model.md §2.4). The energy mix stays in the original. */
public final class TariffMapping {

    private TariffMapping() {}

    public static Tariff tariff(org.roaminghub.connector.ocpi.wire.Tariff wire, Tariff.Selection selection) {
        return new Tariff(
                null,
                PartyId.of(wire.country_code(), wire.party_id()),
                wire.id(),
                List.of(),
                wire.currency(),
                wire.type() == null ? null : kind(wire.type()),
                selection,
                taxIncluded(wire.tax_included()),
                Amounts.limit(wire.min_price(), wire.currency()),
                Amounts.limit(wire.max_price(), wire.currency()),
                null,
                valid(wire.start_date_time(), wire.end_date_time()),
                wire.elements().stream().map(TariffMapping::element).toList(),
                wire.tariff_alt_text().stream()
                        .map(t -> new LocalText(t.language(), t.text()))
                        .toList(),
                wire.tariff_alt_url(),
                wire.last_updated());
    }

    /** Without a start the tariff was always valid: the epoch stands for that. */
    private static @Nullable Interval valid(@Nullable Instant start, @Nullable Instant end) {
        return start == null && end == null ? null : new Interval(start == null ? Instant.EPOCH : start, end);
    }

    private static Tariff.TaxIncluded taxIncluded(String word) {
        return switch (word) {
            case "YES" -> Tariff.TaxIncluded.YES;
            case "NO" -> Tariff.TaxIncluded.NO;
            default -> Tariff.TaxIncluded.NA;
        };
    }

    private static String taxIncluded(Tariff.TaxIncluded included) {
        return included == Tariff.TaxIncluded.NA ? "N/A" : included.name();
    }

    private static Tariff.Kind kind(String type) {
        return type.equals("AD_HOC_PAYMENT") ? Tariff.Kind.AD_HOC : Tariff.Kind.valueOf(type);
    }

    private static Tariff.Element element(TariffElement wire) {
        return new Tariff.Element(
                wire.price_components().stream()
                        .map(c -> new Tariff.Component(
                                Tariff.Dimension.valueOf(c.type()),
                                c.price(),
                                c.vat(),
                                BigDecimal.valueOf(c.step_size())))
                        .toList(),
                wire.restrictions() == null ? null : restriction(wire.restrictions()));
    }

    private static Tariff.Restriction restriction(TariffRestrictions r) {
        return new Tariff.Restriction(
                r.start_time(),
                r.end_time(),
                r.start_date(),
                r.end_date(),
                r.min_kwh() == null ? null : Energy.ofKilowattHours(r.min_kwh()),
                r.max_kwh() == null ? null : Energy.ofKilowattHours(r.max_kwh()),
                r.min_current(),
                r.max_current(),
                watts(r.min_power()),
                watts(r.max_power()),
                r.min_duration() == null ? null : new Span(BigDecimal.valueOf(r.min_duration())),
                r.max_duration() == null ? null : new Span(BigDecimal.valueOf(r.max_duration())),
                r.day_of_week().stream()
                        .map(d -> DayOfWeek.valueOf(d).getValue())
                        .toList(),
                List.of(),
                null,
                r.reservation() == null ? null : reservation(r.reservation()));
    }

    private static Tariff.Reservation reservation(String word) {
        return word.equals("RESERVATION") ? Tariff.Reservation.RESERVATION : Tariff.Reservation.EXPIRES;
    }

    private static @Nullable Power watts(@Nullable BigDecimal kilowatts) {
        return kilowatts == null ? null : new Power(kilowatts.movePointRight(3));
    }

    /** An element that 2.2.1 can't say makes the tariff unsayable: a tariff without one of its elements is a wrong one. */
    public static org.roaminghub.connector.ocpi.wire.Tariff toWire(Tariff t) {
        Interval valid = t.valid();
        return new org.roaminghub.connector.ocpi.wire.Tariff(
                t.owner().country(),
                t.owner().party(),
                t.fid(),
                t.currency(),
                t.kind() == null
                        ? null
                        : t.kind() == Tariff.Kind.AD_HOC
                                ? "AD_HOC_PAYMENT"
                                : t.kind().name(),
                t.altText().stream()
                        .map(x -> new DisplayText(x.language(), x.text()))
                        .toList(),
                t.altUrl(),
                Amounts.toLimit(t.minPrice()),
                Amounts.toLimit(t.maxPrice()),
                t.elements().stream().map(TariffMapping::toWire).toList(),
                taxIncluded(t.taxIncluded()),
                valid == null || valid.start().equals(Instant.EPOCH) ? null : WireTime.forWire(valid.start()),
                valid == null ? null : SessionMapping.forWire(valid.end()),
                null,
                WireTime.forWire(t.reportedAt()));
    }

    private static TariffElement toWire(Tariff.Element e) {
        return new TariffElement(
                e.components().stream().map(TariffMapping::toWire).toList(),
                e.restriction() == null ? null : toWire(e.restriction()));
    }

    private static PriceComponent toWire(Tariff.Component c) {
        String type = switch (c.dimension()) {
            case ENERGY, TIME, PARKING_TIME, FLAT -> c.dimension().name();
            case RESERVATION_TIME, RESERVATION_FEE, POWER ->
                throw new Unsayable("OCPI has no tariff dimension " + c.dimension() + ".");
        };
        return new PriceComponent(type, c.price(), c.vat(), whole(c.step(), "step_size"));
    }

    private static TariffRestrictions toWire(Tariff.Restriction r) {
        if (!r.windows().isEmpty() || r.interval() != null) {
            throw new Unsayable("OCPI has no daily windows or intervals in tariff restrictions.");
        }
        return new TariffRestrictions(
                r.startTime(),
                r.endTime(),
                r.startDate(),
                r.endDate(),
                r.minEnergyWh() == null ? null : r.minEnergyWh().toKilowattHours(),
                r.maxEnergyWh() == null ? null : r.maxEnergyWh().toKilowattHours(),
                r.minCurrentA(),
                r.maxCurrentA(),
                kilowatts(r.minPowerW()),
                kilowatts(r.maxPowerW()),
                r.minDurationS() == null ? null : whole(r.minDurationS().value(), "min_duration"),
                r.maxDurationS() == null ? null : whole(r.maxDurationS().value(), "max_duration"),
                r.days().stream().map(d -> DayOfWeek.of(d).name()).toList(),
                r.reservation() == null
                        ? null
                        : switch (r.reservation()) {
                            case RESERVATION -> "RESERVATION";
                            case EXPIRES -> "RESERVATION_EXPIRES";
                        });
    }

    private static @Nullable BigDecimal kilowatts(@Nullable Power power) {
        return power == null ? null : power.value().movePointLeft(3);
    }

    private static int whole(BigDecimal value, String field) {
        try {
            return value.intValueExact();
        } catch (ArithmeticException e) {
            throw new Unsayable("OCPI needs a whole number in " + field + ".");
        }
    }
}

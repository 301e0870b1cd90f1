package org.roaminghub.app;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.cdr.CdrPricing;
import org.roaminghub.settlement.rating.Bill;
import org.roaminghub.settlement.rating.CostBreakdown;
import org.roaminghub.settlement.rating.PeriodCuts;
import org.roaminghub.settlement.rating.Rated;
import org.roaminghub.settlement.rating.Rating;
import org.roaminghub.settlement.rating.RatingInput;
import org.roaminghub.settlement.rating.Unrateable;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Tariff;

/**
 * Prices of the hub's own stations, by settlement's rating. A connector to which the operator gave no tariff charges nothing. What
 * can't be priced is said, never guessed.
 */
final class OwnPrices implements CdrPricing {

    private final History history;

    OwnPrices(History history) {
        this.history = history;
    }

    /** Tariffs as they were. */
    interface History {

        /** {@code tariff} is the CPO's id or the hub's; empty: there never was one for that eMSP. */
        Optional<Tariff> inForce(Agreement between, String tariff, Instant at);
    }

    @Override
    public Priced price(Charged session) {
        Agreement agreement = session.agreement();
        if (session.tariffs().isEmpty() && agreement.tariffs().isEmpty()) {
            Price nothing = Price.parse(new Money(BigDecimal.ZERO, agreement.currency()), List.of(), null);
            return new Priced.Cost(nothing, Map.of(), List.of(), List.of(), List.of());
        }
        Instant start = session.stretches().getFirst().start();
        List<Tariff> candidates = candidates(session.tariffs(), agreement, start);
        if (candidates.isEmpty()) {
            return new Priced.Unknown(Unrateable.TARIFF_UNKNOWN);
        }
        return usable(candidates, start)
                .map(tariff -> price(tariff, session))
                .orElseGet(() -> new Priced.Unknown("TARIFF_NOT_VALID"));
    }

    @Override
    public Optional<Tariff> tariff(List<String> named, Agreement agreement, Instant start) {
        return usable(candidates(named, agreement, start), start);
    }

    private static Optional<Tariff> usable(List<Tariff> candidates, Instant start) {
        return candidates.stream()
                .filter(t -> t.kind() == null || t.kind() == Tariff.Kind.REGULAR)
                .filter(t -> t.valid() == null || t.valid().contains(start))
                .findFirst();
    }

    /** An agreement that names tariffs allows only those: of the connector's, and where it has none of them, of its own. */
    private List<Tariff> candidates(List<String> connector, Agreement agreement, Instant start) {
        List<Tariff> named = inForce(connector, agreement, start);
        if (agreement.tariffs().isEmpty()) {
            return named;
        }
        List<Tariff> agreed = inForce(agreement.tariffs(), agreement, start);
        List<Tariff> both = named.stream().filter(agreed::contains).toList();
        return both.isEmpty() ? agreed : both;
    }

    /** Nothing where one of them is unknown: it could have been the one. */
    private List<Tariff> inForce(List<String> ids, Agreement agreement, Instant start) {
        List<Tariff> found = new ArrayList<>();
        for (String id : ids) {
            Optional<Tariff> tariff = history.inForce(agreement, id, start);
            if (tariff.isEmpty()) {
                return List.of();
            }
            found.add(tariff.get());
        }
        return found;
    }

    private static Priced price(Tariff tariff, Charged session) {
        if (!tariff.currency().equals(session.agreement().currency())) {
            return new Priced.Unknown(Unrateable.TARIFF_CURRENCY);
        }
        if (PeriodCuts.needsCurrent(tariff)) {
            return new Priced.Unknown("TARIFF_NEEDS_CURRENT");
        }
        ZoneId zone = zone(session.zone());
        if (zone == null && PeriodCuts.needsZone(tariff)) {
            return new Priced.Unknown("NO_TIME_ZONE");
        }
        List<org.roaminghub.settlement.rating.Stretch> stretches = session.stretches().stream()
                .map(s -> new org.roaminghub.settlement.rating.Stretch(s.start(), s.end(), s.charging(), s.energyWh()))
                .toList();
        ZoneId clock = zone == null ? ZoneOffset.UTC : zone;
        return switch (PeriodCuts.cut(tariff, clock, stretches)) {
            case PeriodCuts.Cut.None(Unrateable why) -> new Priced.Unknown(why.code());
            case PeriodCuts.Cut.Periods(List<ChargingPeriod> periods) ->
                price(new RatingInput(
                        List.of(tariff),
                        periods,
                        stretches.getFirst().start(),
                        stretches.getLast().end(),
                        clock,
                        false));
        };
    }

    private static Priced price(RatingInput input) {
        Rated rated = Rating.rate(input);
        return switch (rated) {
            case Unrateable why -> new Priced.Unknown(why.code());
            case CostBreakdown cost -> {
                Map<Part, Price> parts = new EnumMap<>(Part.class);
                cost.parts().forEach((part, of) -> parts.put(part(part), of.price()));
                Tariff tariff = input.tariffs().getFirst();
                yield new Priced.Cost(
                        cost.total().price(),
                        parts,
                        input.tariffs(),
                        input.periods(),
                        Bill.items(cost, tariff.taxIncluded(), input.start(), input.end()));
            }
        };
    }

    private static Part part(CostBreakdown.Part part) {
        return switch (part) {
            case FIXED -> Part.FIXED;
            case ENERGY -> Part.ENERGY;
            case TIME -> Part.TIME;
            case PARKING -> Part.PARKING;
            case RESERVATION -> Part.RESERVATION;
        };
    }

    /** One that is none is as good as none. */
    static @Nullable ZoneId zone(@Nullable String name) {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException none) {
            return null;
        }
    }
}

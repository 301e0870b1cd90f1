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
import org.roaminghub.settlement.rating.Currents;
import org.roaminghub.settlement.rating.PeriodCuts;
import org.roaminghub.settlement.rating.Rated;
import org.roaminghub.settlement.rating.Rating;
import org.roaminghub.settlement.rating.RatingInput;
import org.roaminghub.settlement.rating.Unrateable;
import org.roaminghub.settlement.rating.Waiting;
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

    /** Which tariff it is, or why none. */
    private sealed interface Choice {
        record Of(Tariff tariff) implements Choice {}

        record None(String why) implements Choice {}
    }

    @Override
    public Priced price(Charged session) {
        Agreement agreement = session.agreement();
        if (session.tariffs().isEmpty() && agreement.tariffs().isEmpty()) {
            return nothing(agreement);
        }
        Waiting waiting = waiting(session.reserved());
        Choice first = waiting == null ? null : choose(session, waiting.from());
        // What a reservation costs its driver saw when he made it; that tariff holds for all of it then.
        boolean waits =
                waiting != null && first instanceof Choice.Of(Tariff tariff) && PeriodCuts.prices(tariff, waiting);
        boolean nobody = session.stretches().isEmpty();
        if (nobody && (waiting == null || (first instanceof Choice.Of && !waits))) {
            return nothing(agreement);
        }
        Choice choice = first != null && (waits || nobody)
                ? first
                : choose(session, session.stretches().getFirst().start());
        return switch (choice) {
            case Choice.None(String why) -> new Priced.Unknown(why);
            case Choice.Of(Tariff tariff) -> price(tariff, session, waits ? waiting : null);
        };
    }

    private static Priced nothing(Agreement agreement) {
        Price nothing = Price.parse(new Money(BigDecimal.ZERO, agreement.currency()), List.of(), null);
        return new Priced.Cost(nothing, Map.of(), List.of(), List.of(), List.of());
    }

    private static @Nullable Waiting waiting(@Nullable Reserved reserved) {
        return reserved == null || !reserved.from().isBefore(reserved.until())
                ? null
                : new Waiting(reserved.from(), reserved.until(), reserved.expired());
    }

    private Choice choose(Charged session, Instant start) {
        List<Tariff> candidates = candidates(session.tariffs(), session.agreement(), start);
        if (candidates.isEmpty()) {
            return new Choice.None(Unrateable.TARIFF_UNKNOWN);
        }
        return usable(candidates, start)
                .<Choice>map(Choice.Of::new)
                .orElseGet(() -> new Choice.None("TARIFF_NOT_VALID"));
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

    /** {@code waiting}: what of it is priced. */
    private static Priced price(Tariff tariff, Charged session, @Nullable Waiting waiting) {
        if (!tariff.currency().equals(session.agreement().currency())) {
            return new Priced.Unknown(Unrateable.TARIFF_CURRENCY);
        }
        ZoneId zone = zone(session.zone());
        if (zone == null && PeriodCuts.needsZone(tariff)) {
            return new Priced.Unknown("NO_TIME_ZONE");
        }
        List<org.roaminghub.settlement.rating.Stretch> stretches = session.stretches().stream()
                .map(s -> new org.roaminghub.settlement.rating.Stretch(s.start(), s.end(), s.charging(), s.energyWh()))
                .toList();
        ZoneId clock = zone == null ? ZoneOffset.UTC : zone;
        Currents currents = PeriodCuts.needsCurrent(tariff) ? currents(session) : Currents.NONE;
        return switch (PeriodCuts.cut(tariff, clock, waiting, stretches, currents)) {
            case PeriodCuts.Cut.None(Unrateable why) -> new Priced.Unknown(why.code());
            case PeriodCuts.Cut.Periods(List<ChargingPeriod> periods) ->
                price(new RatingInput(
                        List.of(tariff),
                        periods,
                        waiting == null ? stretches.getFirst().start() : waiting.from(),
                        waiting != null && stretches.isEmpty()
                                ? waiting.until()
                                : stretches.getLast().end(),
                        clock,
                        waiting != null && waiting.expired()));
        };
    }

    private static Currents currents(Charged session) {
        return Currents.of(session.currents().get().stream()
                .map(c -> new Currents.Reading(c.at(), c.amps()))
                .toList());
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

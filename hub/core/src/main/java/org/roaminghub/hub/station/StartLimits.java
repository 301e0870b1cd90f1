package org.roaminghub.hub.station;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.station.StationSettings.StationCaller;
import org.roaminghub.hub.station.store.LimitStore;
import org.roaminghub.hub.station.store.SettingStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.spi.outbound.StationWords;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Limits;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.StationId;

/**
 * How far a session may go that an administrator starts from afar. OCPP 2.1 tells it to the station in the answer to the
 * transaction's first event (E16), beside what the token's issuer allows: the narrower of the two. Older versions have no words for it.
 */
final class StartLimits {

    private static final String CURRENCY = "TariffCostCtrlr.Currency";

    private final LimitStore store;
    private final StationStore stations;
    private final SettingStore settings;
    private final StationWords words;
    private final StationTimes times;
    private final Clock clock;

    StartLimits(StationTables tables, StationWords words, StationTimes times, Clock clock) {
        this.store = tables.limits();
        this.stations = tables.stations();
        this.settings = tables.settings();
        this.words = words;
        this.times = times;
        this.clock = clock;
    }

    Outcome<Reply> start(
            String identity, String action, byte[] payload, Limits limits, Actor by, StationCaller caller) {
        StationStore.Row row = stations.findByIdentity(identity).orElse(null);
        if (row == null) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such station.");
        }
        Integer number = words.limitedStart(String.valueOf(row.ocppVersion()), action, payload)
                .orElse(null);
        if (number == null) {
            return Outcome.refused(
                    Refusal.NOT_EXPRESSIBLE,
                    "Only a RequestStartTransaction with a remoteStartId, in OCPP 2.1, has limits.");
        }
        Money cost = limits.cost();
        String shown = settings.find(row.station(), List.of(CURRENCY)).get(CURRENCY);
        if (cost != null && shown != null && !shown.equalsIgnoreCase(cost.currency())) {
            return Outcome.refused(Refusal.NOT_EXPRESSIBLE, "The station reckons in " + shown + ".");
        }
        // Before it is asked: the transaction may overtake the answer.
        store.put(row.station(), number, limits, clock.now());
        Outcome<Reply> outcome = caller.call(identity, action, payload, by);
        boolean refused = !(outcome instanceof Outcome.Done<Reply>(Reply reply))
                || (reply instanceof Reply.Answered(String status, var answer) && !status.equals("Accepted"))
                || reply instanceof Reply.Failed
                || reply instanceof Reply.Unreachable
                || reply instanceof Reply.NotSayable;
        if (refused) {
            store.remove(row.station(), number);
        }
        return outcome;
    }

    Tx.Holder within(Tx.Holder holder, StationId station, @Nullable Integer remoteStart, Instant now) {
        return remoteStart == null
                ? holder
                : store.find(station, remoteStart, now.minus(times.start()))
                        .map(limits -> holder.with(narrower(holder.limits(), limits)))
                        .orElse(holder);
    }

    /** The issuer's cost stands where the two are in different currencies. */
    static Limits narrower(@Nullable Limits issuer, Limits other) {
        if (issuer == null) {
            return other;
        }
        return new Limits(
                least(issuer.energyWh(), other.energyWh(), e -> e.value()),
                least(issuer.durationS(), other.durationS(), s -> s.value()),
                issuer.cost() != null
                                && other.cost() != null
                                && !issuer.cost().currency().equals(other.cost().currency())
                        ? issuer.cost()
                        : least(issuer.cost(), other.cost(), Money::amount),
                issuer.powerW(),
                issuer.currentA(),
                least(issuer.socPercent(), other.socPercent(), s -> s));
    }

    private interface Value<T> {
        BigDecimal of(T limit);
    }

    private static <T> @Nullable T least(@Nullable T one, @Nullable T other, Value<T> value) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return value.of(one).compareTo(value.of(other)) <= 0 ? one : other;
    }
}

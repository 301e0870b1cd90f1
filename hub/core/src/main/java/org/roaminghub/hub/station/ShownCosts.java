package org.roaminghub.hub.station;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.station.store.SettingStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.StationId;

/** What drivers are shown of costs, as far as their station is set to show any. Rating is only done for a station that is. */
final class ShownCosts {

    private static final String ENABLED = "TariffCostCtrlr.Enabled{Cost}";
    private static final String AVAILABLE = "TariffCostCtrlr.Available{Cost}";
    private static final String CURRENCY = "TariffCostCtrlr.Currency";
    /** Of 1.6, where costs are an extension. */
    private static final String EXTENDED = "CustomDisplayCostAndPrice";

    /** The settings that this depends on. */
    static final List<String> NAMES = List.of(ENABLED, AVAILABLE, CURRENCY, EXTENDED);

    private final SettingStore settings;
    private final StationStore stations;
    private final Rating rating;
    private final RunningCosts running;

    /** What a transaction comes to at its last reading. */
    record Reckoned(Price price, Instant at) {}

    /** The price of a transaction; empty where it has none. */
    interface Rating {
        Optional<Reckoned> price(StationId station, String transaction);
    }

    ShownCosts(SettingStore settings, StationStore stations, Rating rating, RunningCosts running) {
        this.settings = settings;
        this.stations = stations;
        this.rating = rating;
        this.running = running;
    }

    Optional<Money> find(StationId station, String transaction, boolean stillRuns) {
        String version =
                stations.find(station).map(StationStore.Row::ocppVersion).orElse(null);
        Map<String, String> set = settings.find(station, NAMES);
        if (version == null || !isShown(version, set, stillRuns)) {
            return Optional.empty();
        }
        Reckoned reckoned = rating.price(station, transaction).orElse(null);
        Money cost = reckoned == null ? null : withTaxes(reckoned.price);
        if (cost == null || reckoned == null || !isIn(cost, set)) {
            return Optional.empty();
        }
        if (stillRuns) {
            running.answered(station, transaction, cost, reckoned.at);
        }
        return Optional.of(cost);
    }

    /**
     * The end's cost goes to all of 2.x but those that say they don't show it; a running one only to those of 2.1 that say they
     * do: 2.0.1 takes none before the end. 1.x knows of costs only where it says so.
     */
    static boolean isShown(String version, Map<String, String> set, boolean running) {
        if (version.startsWith("1.")) {
            return !running && "true".equalsIgnoreCase(set.get(EXTENDED));
        }
        String enabled = set.get(ENABLED);
        return running
                ? version.equals("2.1") && "true".equalsIgnoreCase(enabled)
                : enabled == null || "true".equalsIgnoreCase(enabled);
    }

    /** Whether it is told between its own messages, too: only one that says that it shows costs. {@code first}: one of 1.x. */
    static boolean isFollowed(boolean first, Map<String, String> set) {
        return first
                ? "true".equalsIgnoreCase(set.get(EXTENDED))
                : "true".equalsIgnoreCase(set.get(ENABLED)) && !"false".equalsIgnoreCase(set.get(AVAILABLE));
    }

    /** A station shows one currency, whatever it is told. */
    static boolean isIn(Money cost, Map<String, String> set) {
        String currency = set.get(CURRENCY);
        return currency == null || currency.isBlank() || currency.equalsIgnoreCase(cost.currency());
    }

    /** Null where taxes come on top and nobody said which. */
    static @Nullable Money withTaxes(Price price) {
        Money before = price.beforeTaxes();
        return price.afterTaxes() != null
                ? price.afterTaxes()
                : before != null && before.amount().signum() == 0
                        ? new Money(BigDecimal.ZERO, before.currency())
                        : null;
    }
}

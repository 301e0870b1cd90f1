package org.roaminghub.app;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.cdr.CurrentPrices;
import org.roaminghub.settlement.rating.PricesNow;
import org.roaminghub.spi.outbound.StationWords.Prices;
import org.roaminghub.vocabulary.Tariff;

/** Prices for drivers to read, by settlement's rating. */
final class PricesAtStations implements CurrentPrices {

    @Override
    public Optional<Prices> at(Tariff tariff, @Nullable String zone, Instant start, Instant now, BigDecimal energyWh) {
        return PricesNow.of(tariff, OwnPrices.zone(zone), start, now, energyWh).map(prices -> told(tariff, prices));
    }

    @Override
    public Optional<Prices> always(Tariff tariff) {
        return PricesNow.always(tariff).map(prices -> told(tariff, prices));
    }

    private static Prices told(Tariff tariff, PricesNow prices) {
        return new Prices(tariff.currency(), prices.kwh(), prices.hour(), prices.parkingHour(), prices.session());
    }
}

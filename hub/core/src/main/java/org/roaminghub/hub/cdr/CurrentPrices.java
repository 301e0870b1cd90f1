package org.roaminghub.hub.cdr;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.outbound.StationWords.Prices;
import org.roaminghub.vocabulary.Tariff;

/** What a kWh and an hour cost, where that can be said exactly. Empty where it can't. Pure. */
public interface CurrentPrices {

    /** At a moment of a session that had that energy (Wh) by then; {@code zone} of the place, IANA, absent = nobody said. */
    Optional<Prices> at(Tariff tariff, @Nullable String zone, Instant start, Instant now, BigDecimal energyWh);

    /** The whole time, whatever is charged when. */
    Optional<Prices> always(Tariff tariff);
}

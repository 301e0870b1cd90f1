package org.roaminghub.app;

import java.math.BigDecimal;
import java.util.List;
import org.roaminghub.hub.cdr.CdrPricing;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Price;

/**
 * Prices of the hub's own stations. A connector to which the operator gave no tariff charges nothing. One with a tariff needs
 * the rating, which the hub doesn't have yet: its CDRs are held, never guessed.
 */
final class OwnPrices implements CdrPricing {

    @Override
    public Priced price(List<String> tariffs, String currency) {
        return tariffs.isEmpty()
                ? new Priced.Cost(Price.parse(new Money(BigDecimal.ZERO, currency), List.of(), null))
                : new Priced.Unknown("NO_RATING");
    }
}

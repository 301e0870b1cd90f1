package org.roaminghub.hub.station;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Price;

/** What stations reckon themselves, held against the hub's own rating; pure. */
final class StationCosts {

    private StationCosts() {}

    /** Flagged where the two differ; one that was flagged and doesn't differ any more is not. */
    static Tx compared(Tx tx, Price ours) {
        Price theirs = tx.stationCost();
        return theirs != null && differs(ours, theirs) ? tx.flagged(Tx.COST_DIFFERS) : tx.unflagged(Tx.COST_DIFFERS);
    }

    /**
     * By more than one minor unit of the currency, with taxes where both know them, else before taxes. Where the one knows only
     * what the other doesn't, nothing is said.
     */
    static boolean differs(Price ours, Price theirs) {
        Money after = ours.afterTaxes();
        Money before = ours.beforeTaxes();
        return !ours.leading().currency().equals(theirs.leading().currency())
                || (after != null && theirs.afterTaxes() != null
                        ? isFar(after, theirs.afterTaxes())
                        : isFar(before, theirs.beforeTaxes()));
    }

    private static boolean isFar(@Nullable Money one, @Nullable Money other) {
        return one != null
                && other != null
                && one.minus(other).amount().abs().compareTo(BigDecimal.ONE.movePointLeft(one.minorDigits())) > 0;
    }
}

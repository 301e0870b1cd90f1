package org.roaminghub.settlement.rating;

import java.math.RoundingMode;

/** How amounts are rounded, a matter of the contract: OCPI states no rule on purpose. Quantities are never rounded by it. */
public record RatingPolicy(int scale, RoundingMode rounding) {

    /** Four decimals, as OCPI writes numbers; whole cents are for what is posted. */
    public static final RatingPolicy DEFAULT = new RatingPolicy(4, RoundingMode.HALF_UP);
}

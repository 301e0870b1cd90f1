/** The rating against vectors, hand-made and of the standard, and against what must hold for any tariff. */
@NullMarked
package org.roaminghub.settlement.rating;

import org.jspecify.annotations.NullMarked;

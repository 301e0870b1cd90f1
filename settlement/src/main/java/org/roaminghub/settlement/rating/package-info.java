/** What a session costs by its tariff: pure, exact, rounded in one place, and every amount says where it comes from. */
@NullMarked
package org.roaminghub.settlement.rating;

import org.jspecify.annotations.NullMarked;

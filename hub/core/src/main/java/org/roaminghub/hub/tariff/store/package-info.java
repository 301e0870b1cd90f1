/** The table of tariffs. */
@NullMarked
package org.roaminghub.hub.tariff.store;

import org.jspecify.annotations.NullMarked;

/** The table of deliveries. */
@NullMarked
package org.roaminghub.hub.delivery.store;

import org.jspecify.annotations.NullMarked;

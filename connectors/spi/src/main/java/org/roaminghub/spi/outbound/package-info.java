/** What the hub may ask a partner. Implemented by connectors; called by the hub, never inside a transaction. */
@NullMarked
package org.roaminghub.spi.outbound;

import org.jspecify.annotations.NullMarked;

/**
 * The messages of OCPP as records of our own, by functional block: {@code v16} those of 1.5 and 1.6, {@code v2} those of 2.0.1 and
 * 2.1. Names, bounds and what must be there are said once, on their components (docs/adr/0030).
 */
@NullMarked
package org.roaminghub.connector.ocpp.message;

import org.jspecify.annotations.NullMarked;

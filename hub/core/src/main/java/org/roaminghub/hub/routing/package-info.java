/** Where a message goes: pure decisions over the registers of parties, agreements and tokens. */
@NullMarked
package org.roaminghub.hub.routing;

import org.jspecify.annotations.NullMarked;

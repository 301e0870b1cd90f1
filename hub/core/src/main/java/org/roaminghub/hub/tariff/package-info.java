/** Price lists, as CPOs publish them: kept and passed on. */
@NullMarked
package org.roaminghub.hub.tariff;

import org.jspecify.annotations.NullMarked;

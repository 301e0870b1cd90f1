/** Price lists as CPOs publish them. */
@NullMarked
package org.roaminghub.projection.tariff;

import org.jspecify.annotations.NullMarked;

/** Events of the context «tariff». */
@NullMarked
package org.roaminghub.events.tariff;

import org.jspecify.annotations.NullMarked;

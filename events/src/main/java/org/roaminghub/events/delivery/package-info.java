/** Events of the context «delivery». */
@NullMarked
package org.roaminghub.events.delivery;

import org.jspecify.annotations.NullMarked;

/** Events of the context «remote»: commands to stations, and the reservations that come of them. */
@NullMarked
package org.roaminghub.events.remote;

import org.jspecify.annotations.NullMarked;

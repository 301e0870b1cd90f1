/** Events of the context «station»: the hub's own charging stations and what is charged there. */
@NullMarked
package org.roaminghub.events.station;

import org.jspecify.annotations.NullMarked;

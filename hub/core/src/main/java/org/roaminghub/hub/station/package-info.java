/** The slice «station»: the hub's own charging stations, and what is charged there, as a roaming CPO. */
@NullMarked
package org.roaminghub.hub.station;

import org.jspecify.annotations.NullMarked;

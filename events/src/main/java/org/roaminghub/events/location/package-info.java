/** Events of the context «location»: places, their EVSEs, and what these are doing. */
@NullMarked
package org.roaminghub.events.location;

import org.jspecify.annotations.NullMarked;

/** Where charging is possible and what the EVSEs are doing: as CPOs describe it, kept and passed on. */
@NullMarked
package org.roaminghub.hub.location;

import org.jspecify.annotations.NullMarked;

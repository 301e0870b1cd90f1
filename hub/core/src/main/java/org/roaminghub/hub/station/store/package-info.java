/** Tables of the slice «station». */
@NullMarked
package org.roaminghub.hub.station.store;

import org.jspecify.annotations.NullMarked;

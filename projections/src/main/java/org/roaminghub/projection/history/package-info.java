/** Which events speak of which thing. */
@NullMarked
package org.roaminghub.projection.history;

import org.jspecify.annotations.NullMarked;

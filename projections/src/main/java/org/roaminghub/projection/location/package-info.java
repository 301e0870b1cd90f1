/** Places and their EVSEs as CPOs describe them. */
@NullMarked
package org.roaminghub.projection.location;

import org.jspecify.annotations.NullMarked;

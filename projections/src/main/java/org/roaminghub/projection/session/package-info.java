/** Charging sessions by where they stand. */
@NullMarked
package org.roaminghub.projection.session;

import org.jspecify.annotations.NullMarked;

/** A hub of the slices session, cdr and delivery on a real database, with partners made of objects. */
@NullMarked
package org.roaminghub.hub.roaming;

import org.jspecify.annotations.NullMarked;

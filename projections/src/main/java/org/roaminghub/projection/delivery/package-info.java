/** Deliveries that ended or wait for a person. */
@NullMarked
package org.roaminghub.projection.delivery;

import org.jspecify.annotations.NullMarked;

/** Authorisations: what was asked and decided. */
@NullMarked
package org.roaminghub.projection.authorization;

import org.jspecify.annotations.NullMarked;

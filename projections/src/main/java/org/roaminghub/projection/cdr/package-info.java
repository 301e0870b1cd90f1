/** CDRs by what became of them. */
@NullMarked
package org.roaminghub.projection.cdr;

import org.jspecify.annotations.NullMarked;

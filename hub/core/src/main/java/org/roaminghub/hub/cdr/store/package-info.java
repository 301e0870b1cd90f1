/** The index of CDRs. */
@NullMarked
package org.roaminghub.hub.cdr.store;

import org.jspecify.annotations.NullMarked;

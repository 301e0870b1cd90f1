/** The table of agreements. */
@NullMarked
package org.roaminghub.hub.agreement.store;

import org.jspecify.annotations.NullMarked;

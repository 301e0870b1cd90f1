/** The table that counts changes of registers. */
@NullMarked
package org.roaminghub.hub.register.store;

import org.jspecify.annotations.NullMarked;

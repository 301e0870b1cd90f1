/** The table of what was passed on. */
@NullMarked
package org.roaminghub.hub.relay.store;

import org.jspecify.annotations.NullMarked;

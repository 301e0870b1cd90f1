/** The table of sessions. */
@NullMarked
package org.roaminghub.hub.session.store;

import org.jspecify.annotations.NullMarked;

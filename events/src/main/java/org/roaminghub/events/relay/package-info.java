/** What the hub passes on between two parties without keeping a copy of its own. */
@NullMarked
package org.roaminghub.events.relay;

import org.jspecify.annotations.NullMarked;

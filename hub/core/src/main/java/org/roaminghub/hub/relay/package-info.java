/** What the hub passes on between two parties without keeping a copy: noted once per message. */
@NullMarked
package org.roaminghub.hub.relay;

import org.jspecify.annotations.NullMarked;

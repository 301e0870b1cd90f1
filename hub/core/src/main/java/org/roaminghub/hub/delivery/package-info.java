/** Brings objects to partners until they have them: ordered queues, back-off, parking, reachability of platforms. */
@NullMarked
package org.roaminghub.hub.delivery;

import org.jspecify.annotations.NullMarked;

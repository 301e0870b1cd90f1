/** Frames and messages as they stand on the wire. */
@NullMarked
package org.roaminghub.connector.ocpp.wire;

import org.jspecify.annotations.NullMarked;

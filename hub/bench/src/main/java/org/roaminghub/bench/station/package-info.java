/** Charging stations as load: sockets of OCPP 1.6 that cost next to nothing. */
@NullMarked
package org.roaminghub.bench.station;

import org.jspecify.annotations.NullMarked;

/** What the hub wants of stations. */
@NullMarked
package org.roaminghub.connector.ocpp.outbound;

import org.jspecify.annotations.NullMarked;

/** Messages of OCPP 1.6. Those of 1.5 are lifted to them. */
@NullMarked
package org.roaminghub.connector.ocpp.message.v16;

import org.jspecify.annotations.NullMarked;

/** Messages of OCPP 2.0.1 and 2.1, which only adds to them. */
@NullMarked
package org.roaminghub.connector.ocpp.message.v2;

import org.jspecify.annotations.NullMarked;

/** OCPP-J as the hub speaks it with the charging stations of its own sites. */
@NullMarked
package org.roaminghub.connector.ocpp;

import org.jspecify.annotations.NullMarked;

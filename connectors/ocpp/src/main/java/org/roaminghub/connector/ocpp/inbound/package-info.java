/** The listener: sockets, stations and what they say. */
@NullMarked
package org.roaminghub.connector.ocpp.inbound;

import org.jspecify.annotations.NullMarked;

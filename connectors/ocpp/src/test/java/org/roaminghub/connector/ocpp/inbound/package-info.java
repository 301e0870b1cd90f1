@NullMarked
package org.roaminghub.connector.ocpp.inbound;

import org.jspecify.annotations.NullMarked;

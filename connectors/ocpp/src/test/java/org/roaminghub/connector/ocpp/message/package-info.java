@NullMarked
package org.roaminghub.connector.ocpp.message;

import org.jspecify.annotations.NullMarked;

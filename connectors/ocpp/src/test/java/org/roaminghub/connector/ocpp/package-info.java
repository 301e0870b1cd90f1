@NullMarked
package org.roaminghub.connector.ocpp;

import org.jspecify.annotations.NullMarked;

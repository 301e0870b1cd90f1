@NullMarked
package org.roaminghub.connector.ocpp.mapping;

import org.jspecify.annotations.NullMarked;

/** Between OCPP and the neutral model: static, total, no input or output. */
@NullMarked
package org.roaminghub.connector.ocpp.mapping;

import org.jspecify.annotations.NullMarked;

/** Objects as OCPI writes them: names and units of the wire, read strictly, nothing interpreted. */
@NullMarked
package org.roaminghub.connector.ocpi.wire;

import org.jspecify.annotations.NullMarked;

/** What the hub asks of partners over OCPI. */
@NullMarked
package org.roaminghub.connector.ocpi.outbound;

import org.jspecify.annotations.NullMarked;

/** What partners ask of the hub over OCPI. */
@NullMarked
package org.roaminghub.connector.ocpi.inbound;

import org.jspecify.annotations.NullMarked;

/** OCPI 2.1.1 as it stands on the wire, where it differs in more than a word. */
@NullMarked
package org.roaminghub.connector.ocpi.wire.v211;

import org.jspecify.annotations.NullMarked;

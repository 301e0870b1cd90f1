/** Between the wire and the words of the hub. Static, total, no I/O. */
@NullMarked
package org.roaminghub.connector.ocpi.mapping;

import org.jspecify.annotations.NullMarked;

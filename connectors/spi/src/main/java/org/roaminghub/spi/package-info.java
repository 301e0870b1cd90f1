/** What a protocol connector is made of, and the words both directions share. */
@NullMarked
package org.roaminghub.spi;

import org.jspecify.annotations.NullMarked;

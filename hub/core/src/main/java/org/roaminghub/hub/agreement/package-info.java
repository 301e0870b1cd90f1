/** Who agreed with whom on what: nothing crosses the hub between two parties without it. */
@NullMarked
package org.roaminghub.hub.agreement;

import org.jspecify.annotations.NullMarked;

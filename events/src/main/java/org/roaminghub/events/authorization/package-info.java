/** Events of the context «authorization». */
@NullMarked
package org.roaminghub.events.authorization;

import org.jspecify.annotations.NullMarked;

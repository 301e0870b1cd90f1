/** Events of the context «cdr». */
@NullMarked
package org.roaminghub.events.cdr;

import org.jspecify.annotations.NullMarked;

/** Events of the context «agreement». */
@NullMarked
package org.roaminghub.events.agreement;

import org.jspecify.annotations.NullMarked;

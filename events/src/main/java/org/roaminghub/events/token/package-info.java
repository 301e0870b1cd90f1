/** Events of the context «token». */
@NullMarked
package org.roaminghub.events.token;

import org.jspecify.annotations.NullMarked;

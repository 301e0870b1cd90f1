/** Events of the context «session». */
@NullMarked
package org.roaminghub.events.session;

import org.jspecify.annotations.NullMarked;

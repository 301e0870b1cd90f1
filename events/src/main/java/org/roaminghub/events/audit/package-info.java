/** Events of the context «audit». */
@NullMarked
package org.roaminghub.events.audit;

import org.jspecify.annotations.NullMarked;

/** Events of the context «party». */
@NullMarked
package org.roaminghub.events.party;

import org.jspecify.annotations.NullMarked;

/** Who is connected to the hub, for which parties each platform speaks, and by what it proves who it is. */
@NullMarked
package org.roaminghub.hub.party;

import org.jspecify.annotations.NullMarked;

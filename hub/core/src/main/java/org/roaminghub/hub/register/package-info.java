/** In-memory pictures of small tables that are read on every message and changed rarely, perhaps by another node. */
@NullMarked
package org.roaminghub.hub.register;

import org.jspecify.annotations.NullMarked;

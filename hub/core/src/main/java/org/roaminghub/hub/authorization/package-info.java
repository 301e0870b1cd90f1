/** May this token charge? One coordinator, one pure policy, two facts. */
@NullMarked
package org.roaminghub.hub.authorization;

import org.jspecify.annotations.NullMarked;

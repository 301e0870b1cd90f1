/** Remote commands: what was asked of CPOs and what came of it. */
@NullMarked
package org.roaminghub.projection.remote;

import org.jspecify.annotations.NullMarked;

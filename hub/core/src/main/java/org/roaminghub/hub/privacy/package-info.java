/** Data subjects, their keys, and the originals: the only place that seals and opens. */
@NullMarked
package org.roaminghub.hub.privacy;

import org.jspecify.annotations.NullMarked;

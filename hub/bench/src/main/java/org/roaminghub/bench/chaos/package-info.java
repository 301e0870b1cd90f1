/** Kills and outages under load by seed, then the count of what was acknowledged against what is there. */
@NullMarked
package org.roaminghub.bench.chaos;

import org.jspecify.annotations.NullMarked;

/** Load, latencies, processor time and medians. */
@NullMarked
package org.roaminghub.bench.measure;

import org.jspecify.annotations.NullMarked;

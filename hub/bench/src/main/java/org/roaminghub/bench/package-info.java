/** The benchmarks behind {@code hubctl bench}: they know the hub only from outside. */
@NullMarked
package org.roaminghub.bench;

import org.jspecify.annotations.NullMarked;

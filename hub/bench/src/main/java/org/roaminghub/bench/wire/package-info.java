/** A client and a server for HTTP/1.1 that cost next to nothing, because they share the machine with what they measure. */
@NullMarked
package org.roaminghub.bench.wire;

import org.jspecify.annotations.NullMarked;

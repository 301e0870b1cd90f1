/** Prices and rules tried out on files, with no hub running: tariffs, sessions and CDRs in the shape of OCPI 2.3.0. */
@NullMarked
package org.roaminghub.app.cli.vector;

import org.jspecify.annotations.NullMarked;

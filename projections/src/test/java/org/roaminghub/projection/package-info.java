/** Views on a real PostgreSQL. */
@NullMarked
package org.roaminghub.projection;

import org.jspecify.annotations.NullMarked;

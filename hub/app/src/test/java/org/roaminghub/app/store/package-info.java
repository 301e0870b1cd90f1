/** The event store on a real PostgreSQL. */
@NullMarked
package org.roaminghub.app.store;

import org.jspecify.annotations.NullMarked;

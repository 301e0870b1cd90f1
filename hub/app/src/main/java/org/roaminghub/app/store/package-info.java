/** The database, embedded or outside, and Axon's event store on it. */
@NullMarked
package org.roaminghub.app.store;

import org.jspecify.annotations.NullMarked;

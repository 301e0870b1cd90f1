/** The tables of the slice. */
@NullMarked
package org.roaminghub.hub.command.store;

import org.jspecify.annotations.NullMarked;

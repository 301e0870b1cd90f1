/** The published language as a whole. */
@NullMarked
package org.roaminghub.events;

import org.jspecify.annotations.NullMarked;

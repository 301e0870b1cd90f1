/** The tables of locations, EVSEs and their states. */
@NullMarked
package org.roaminghub.hub.location.store;

import org.jspecify.annotations.NullMarked;

/** The tables of platforms, their parties and credentials. */
@NullMarked
package org.roaminghub.hub.party.store;

import org.jspecify.annotations.NullMarked;

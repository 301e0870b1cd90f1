/** The table of tokens. */
@NullMarked
package org.roaminghub.hub.token.store;

import org.jspecify.annotations.NullMarked;

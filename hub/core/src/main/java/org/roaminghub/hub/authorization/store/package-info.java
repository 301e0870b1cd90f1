/** The tables of authorisations. */
@NullMarked
package org.roaminghub.hub.authorization.store;

import org.jspecify.annotations.NullMarked;

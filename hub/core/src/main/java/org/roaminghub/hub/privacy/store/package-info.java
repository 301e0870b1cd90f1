/** The tables of subjects, keys and originals. */
@NullMarked
package org.roaminghub.hub.privacy.store;

import org.jspecify.annotations.NullMarked;

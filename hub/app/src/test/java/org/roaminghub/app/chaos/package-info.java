/** The hub broken on purpose. */
@NullMarked
package org.roaminghub.app.chaos;

import org.jspecify.annotations.NullMarked;

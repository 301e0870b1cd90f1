/** The published language, checked against what was committed once. */
@NullMarked
package org.roaminghub.app.catalogue;

import org.jspecify.annotations.NullMarked;

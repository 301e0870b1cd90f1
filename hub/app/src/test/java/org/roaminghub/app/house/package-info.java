/** The rules of the house, as tests. */
@NullMarked
package org.roaminghub.app.house;

import org.jspecify.annotations.NullMarked;

/** The value types against what each protocol sends. */
@NullMarked
package org.roaminghub.vocabulary;

import org.jspecify.annotations.NullMarked;

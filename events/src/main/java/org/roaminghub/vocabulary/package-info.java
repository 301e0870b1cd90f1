/**
 * The words every floor of the house shares: value types, neutral records and refusals. No protocol owns them and no
 * framework is known here. Constructors accept whatever was once stored; {@code parse} checks what comes in.
 */
@NullMarked
package org.roaminghub.vocabulary;

import org.jspecify.annotations.NullMarked;

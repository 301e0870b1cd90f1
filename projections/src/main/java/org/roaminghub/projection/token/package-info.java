/** Tokens as their issuers describe them. */
@NullMarked
package org.roaminghub.projection.token;

import org.jspecify.annotations.NullMarked;

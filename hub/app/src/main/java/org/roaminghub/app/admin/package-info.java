/** The admin API under {@code /api/v1}: what it takes and gives, who may call it, and what of that is recorded. */
@NullMarked
package org.roaminghub.app.admin;

import org.jspecify.annotations.NullMarked;

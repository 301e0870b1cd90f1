/** The admin API from outside, on a whole hub with a real PostgreSQL. */
@NullMarked
package org.roaminghub.app.admin;

import org.jspecify.annotations.NullMarked;

/** Charge detail records: taken once, checked, linked to their session, credited, delivered. */
@NullMarked
package org.roaminghub.hub.cdr;

import org.jspecify.annotations.NullMarked;

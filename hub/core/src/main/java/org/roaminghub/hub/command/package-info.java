/** Commands of eMSPs to stations of CPOs, their results, and the reservations that come of them. */
@NullMarked
package org.roaminghub.hub.command;

import org.jspecify.annotations.NullMarked;

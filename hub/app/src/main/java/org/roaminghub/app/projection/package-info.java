/** The processors that keep the views up to date, and what reads views and stored events together. */
@NullMarked
package org.roaminghub.app.projection;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.roaminghub.hub.station;

import org.jspecify.annotations.NullMarked;

/**
 * How facts get into the store: commands run in one transaction each, and what they record is appended together with the
 * rows they write. The slices know this package and Axon's annotations, nothing else of Axon.
 */
@NullMarked
package org.roaminghub.hub.recording;

import org.jspecify.annotations.NullMarked;

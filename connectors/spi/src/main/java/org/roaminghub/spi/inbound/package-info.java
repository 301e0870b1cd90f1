/** What a connector may ask the hub. Implemented by the hub; called by connectors. Refusals are results, never exceptions. */
@NullMarked
package org.roaminghub.spi.inbound;

import org.jspecify.annotations.NullMarked;

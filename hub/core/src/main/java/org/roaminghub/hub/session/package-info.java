/** Charging sessions as CPOs report them: decided on the live row, sampled into events, passed on to the eMSP. */
@NullMarked
package org.roaminghub.hub.session;

import org.jspecify.annotations.NullMarked;

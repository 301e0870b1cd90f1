/** Simulated OCPI 2.2.1 back offices; they share no code with the hub, so that each checks the other. */
@NullMarked
package org.roaminghub.simulator;

import org.jspecify.annotations.NullMarked;

/** The two sides of a roaming flow, played cheaply: a CPO and an eMSP that speak OCPI 2.2.1. */
@NullMarked
package org.roaminghub.bench.partner;

import org.jspecify.annotations.NullMarked;

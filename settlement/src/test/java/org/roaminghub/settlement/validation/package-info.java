/** The rules against vectors: CDRs in the shape of OCPI 2.3.0, patched one thing at a time. */
@NullMarked
package org.roaminghub.settlement.validation;

import org.jspecify.annotations.NullMarked;

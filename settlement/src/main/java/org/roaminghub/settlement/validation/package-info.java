/** The clearing house's rules over one CDR: pure, exact, and each finding names what it compared with what. */
@NullMarked
package org.roaminghub.settlement.validation;

import org.jspecify.annotations.NullMarked;

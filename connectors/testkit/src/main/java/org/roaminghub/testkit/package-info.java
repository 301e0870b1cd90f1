/** What every protocol connector is tested with: the same contract, a scripted partner, neutral samples. */
@NullMarked
package org.roaminghub.testkit;

import org.jspecify.annotations.NullMarked;

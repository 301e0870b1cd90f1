/** The token directory: what eMSPs tell of their drivers' cards and apps, and which CPO may know it. */
@NullMarked
package org.roaminghub.hub.token;

import org.jspecify.annotations.NullMarked;

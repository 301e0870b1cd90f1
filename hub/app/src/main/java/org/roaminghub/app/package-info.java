/** The application: puts core, connectors, projections and settlement together and serves them. */
@NullMarked
package org.roaminghub.app;

import org.jspecify.annotations.NullMarked;

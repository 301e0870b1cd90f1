/** The command line, {@code ./hubctl}: what talks to a running hub, and what starts one. */
@NullMarked
package org.roaminghub.app.cli;

import org.jspecify.annotations.NullMarked;

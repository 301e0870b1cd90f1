/** What talks to a running hub's admin API, and how answers are shown. */
@NullMarked
package org.roaminghub.app.cli.client;

import org.jspecify.annotations.NullMarked;

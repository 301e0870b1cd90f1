/** The hub from outside: its process, its admin API and its database. */
@NullMarked
package org.roaminghub.bench.site;

import org.jspecify.annotations.NullMarked;

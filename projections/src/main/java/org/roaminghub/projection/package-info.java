/**
 * What people look at: one folder per view, each made from events alone, each to be rebuilt at will. This package holds how
 * every view is written (rows of one batch together) and read (in pages that miss nothing). Views don't know each other.
 */
@NullMarked
package org.roaminghub.projection;

import org.jspecify.annotations.NullMarked;

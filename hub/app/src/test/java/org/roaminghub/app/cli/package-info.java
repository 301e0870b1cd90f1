@NullMarked
package org.roaminghub.app.cli;

import org.jspecify.annotations.NullMarked;

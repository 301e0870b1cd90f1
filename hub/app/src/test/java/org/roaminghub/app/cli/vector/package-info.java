@NullMarked
package org.roaminghub.app.cli.vector;

import org.jspecify.annotations.NullMarked;

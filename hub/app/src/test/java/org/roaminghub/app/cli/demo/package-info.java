@NullMarked
package org.roaminghub.app.cli.demo;

import org.jspecify.annotations.NullMarked;

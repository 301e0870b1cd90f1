/** {@code ./hubctl demo}: a hub and simulated partners in processes of their own, and a scenario that is checked step by step. */
@NullMarked
package org.roaminghub.app.cli.demo;

import org.jspecify.annotations.NullMarked;

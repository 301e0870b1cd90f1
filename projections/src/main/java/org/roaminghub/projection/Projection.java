package org.roaminghub.projection;

/**
 * Keeps one view up to date: an object with Axon event handlers and a reset handler that empties the view's tables. The name
 * is its processing group: explicit, unique, and what an operator calls it.
 */
public interface Projection {

    String name();
}

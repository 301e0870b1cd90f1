package org.roaminghub.simulator;

/**
 * Who a simulated partner is. {@code port} is its OCPI listener's, 0 for a free one; {@code seed} makes card uids and
 * contract ids.
 */
public record Identity(Party party, String name, int port, long seed) {}

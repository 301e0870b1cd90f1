package org.roaminghub.simulator;

/**
 * Who a simulated partner is. {@code port} is its OCPI listener's, 0 for a free one; {@code seed} makes card uids and
 * contract ids; {@code tongue} is the version of OCPI that it speaks.
 */
public record Identity(Party party, String name, int port, long seed, Tongue tongue) {

    /** Speaks 2.2.1. */
    public Identity(Party party, String name, int port, long seed) {
        this(party, name, port, seed, Tongue.V2_2_1);
    }
}

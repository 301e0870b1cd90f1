package org.roaminghub.spi.inbound;

/** What the hub keeps of its own stations beside charging. */
public interface StationRecords {

    /** A token that own stations may see is another now. */
    void tokensChanged();
}

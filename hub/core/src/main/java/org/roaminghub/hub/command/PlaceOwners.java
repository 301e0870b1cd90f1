package org.roaminghub.hub.command;

import java.util.List;
import org.roaminghub.spi.Caller;
import org.roaminghub.vocabulary.PartyId;

/** Whose a location is, where a command names a location and no CPO. Several where CPOs under agreement have the same id. */
@FunctionalInterface
public interface PlaceOwners {

    List<PartyId> ownersOf(Caller caller, String locationFid);
}

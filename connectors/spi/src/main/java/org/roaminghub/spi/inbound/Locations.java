package org.roaminghub.spi.inbound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.HeldLocation.HeldEvse;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.Alias;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.PartyId;

/** Where charging is possible, as CPOs describe it. */
public interface Locations {

    /**
     * A CPO tells of the target. One that is addressed to a party (caller.to) is passed on at once and kept for that party alone;
     * one to the hub goes to every party under agreement. {@code message} is what came, as it goes on to partners of the same
     * version. UNKNOWN_OBJECT when there is nothing to change.
     */
    Receipt report(Caller caller, LocationTarget target, Change change, Original message, boolean partial);

    /** The hub's own copies of what CPOs under agreement told the hub, or a CPO's own; {@code owner} narrows it to one. */
    Listing<HeldLocation> list(Caller caller, @Nullable PartyId owner, Listing.Query query);

    /** The hub's own copy, if the caller may see it; without an {@code owner} all of that id. */
    List<HeldLocation> find(Caller caller, @Nullable PartyId owner, String location);

    /** For a message that names a place and no party: whose it is. Several, where CPOs under agreement have the same id. */
    List<PartyId> ownersOf(Caller caller, String location);

    /**
     * As the hub holds it for that reader: what was told to it alone, else what was told to all. For messages that go to the
     * reader anyway and need the place that they name: no agreement is asked for.
     */
    default Optional<HeldLocation> held(PartyId owner, String location, PartyId reader) {
        return Optional.empty();
    }

    /** The place that an alias stands for, if the caller may see it. */
    default Optional<LocationTarget> named(Caller caller, Alias alias) {
        return Optional.empty();
    }

    /** The hub's own copy of one, whoever told it last. For relaying to partners of another version. */
    default Optional<HeldLocation> findOne(Caller caller, PartyId owner, String location) {
        return find(caller, owner, location).stream().findFirst();
    }

    /** The hub's own copy with that EVSE alone, if the caller may see it; empty when it has none of that id. */
    default Optional<HeldLocation> findOne(Caller caller, PartyId owner, String location, String evse) {
        return find(caller, owner, location).stream()
                .flatMap(
                        held -> held
                                .findEvse(evse)
                                .map(one -> new HeldLocation(held.location(), held.original(), List.of(one)))
                                .stream())
                .findFirst();
    }

    /**
     * What is new. Edits make the new whole from what the hub holds; they are pure and may run more than once. They throw
     * IllegalArgumentException with a sentence when the result makes no sense.
     */
    sealed interface Change {

        /** Replaces the location; EVSEs that it leaves out are gone. */
        record WholeLocation(HeldLocation location) implements Change {}

        /** Replaces the EVSE, or adds it to a location that is known. */
        record WholeEvse(HeldEvse evse) implements Change {}

        /** Nothing but the status of an EVSE. */
        record Status(EvseStatus status, Instant reportedAt) implements Change {}

        record EditedLocation(Instant reportedAt, UnaryOperator<HeldLocation> edit) implements Change {}

        /** {@code connectorKnown}: the connector of the target must be there already. */
        record EditedEvse(Instant reportedAt, boolean connectorKnown, UnaryOperator<HeldEvse> edit) implements Change {}
    }
}

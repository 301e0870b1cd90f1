package org.roaminghub.spi.inbound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Tariff;

/** Price lists of CPOs. */
public interface Tariffs {

    /**
     * The owner publishes a tariff, whole. {@code tariff}'s TariffId is ignored: identity is owner and id. An addressed one is
     * passed on at once and kept for that party alone; one to the hub goes to every party under agreement.
     */
    Receipt publish(Caller caller, Tariff tariff, Original original);

    /** A partial update: {@code read} makes the whole tariff of the merged original; pure, IllegalArgumentException when it makes no sense. */
    Receipt amend(Caller caller, String tariff, Instant reportedAt, Original change, Function<Original, Tariff> read);

    /** The owner takes it back. UNKNOWN_OBJECT when the hub doesn't hold it. */
    Receipt withdraw(Caller caller, String tariff);

    /** What a caller may see: that of CPOs under agreement, or a CPO's own; {@code owner} narrows it to one. */
    Listing<Tariff> list(Caller caller, @Nullable PartyId owner, Listing.Query query);

    /** As the hub holds it for that reader: what was told to it alone, else what was told to all; not when it was withdrawn. */
    default Optional<Tariff> held(PartyId owner, String tariff, PartyId reader) {
        return Optional.empty();
    }

    /** The hub's own copy, if the caller may see it; without an {@code owner} all of that id. */
    List<Listing.Listed<Tariff>> find(Caller caller, @Nullable PartyId owner, String tariff);
}

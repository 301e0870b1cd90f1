package org.roaminghub.spi.inbound;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.PartyId;

/** Charge detail records. */
public interface Cdrs {

    /**
     * A CPO hands in a CDR. The hub fills in its own ids (CdrId, SessionId, AgreementId, …): what the record carries there is
     * ignored. {@link Receipt.Taken#hubId} is the CdrId, also for a repeat of the same content.
     */
    Receipt submit(Caller caller, ChargeDetailRecord record, Original original);

    /** CDRs of which the caller is CPO or eMSP, refused ones left out. {@code counterparty} narrows to one partner. */
    Listing<ChargeDetailRecord> list(Caller caller, @Nullable PartyId counterparty, Listing.Query query);

    /** One CDR that the caller takes part in. */
    Optional<Stored> find(Caller caller, CdrId cdr);

    /** {@code receiverRef} is where the receiver keeps it (an address in OCPI), absent until delivered. */
    record Stored(
            Listing.Listed<ChargeDetailRecord> cdr,
            @Nullable String receiverRef) {}
}

package org.roaminghub.spi.inbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RelayId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;

/** Keeps in mind what a connector passes on between two parties without the hub's understanding more of it than whose it is. */
public interface Relays {

    /** With whom the party exchanged an object of that kind and id before, whoever of them owns it; mostly one or none. */
    List<PartyId> knownWith(PartyId party, String kind, String fid);

    /** The other parties of the CDRs that the party sent or got under these ids; CDRs that the hub does not know count for nothing. */
    List<PartyId> partnersOfCdrs(PartyId party, List<String> fids);

    /**
     * Records that it goes; it is on disk when this returns. To be called before it is sent: whatever happens then, that it went is
     * known.
     */
    RelayId begun(Passing passing);

    /** Records what came of it, {@code waitedMs} milliseconds later. To be called before the caller is answered. */
    void passed(RelayId relay, Passing passing, Outcome outcome, int waitedMs);

    /**
     * A message that goes on. {@code owner} has the object and {@code fid} is its id of it, where the message says one; {@code
     * verb} is the protocol's own word for what is done with it. {@code person}: whom the original is about, where it names a
     * token.
     */
    record Passing(
            Caller caller,
            PartyId receiver,
            AgreementId agreement,
            String module,
            String kind,
            String verb,
            PartyId owner,
            @Nullable String fid,
            @Nullable Original original,
            @Nullable Person person) {}

    /** A person by a token. */
    record Person(TokenSeen seen, TokenKind kind) {}

    /** What the receiver made of it. */
    sealed interface Outcome {

        /** {@code code}: its own, as the protocol says it. */
        record Answered(boolean taken, String code) implements Outcome {}

        /** PARTY_SILENT: it may have taken it all the same. */
        record Unanswered(Refusal refusal) implements Outcome {}
    }
}

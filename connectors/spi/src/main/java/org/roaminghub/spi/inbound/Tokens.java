package org.roaminghub.spi.inbound;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenUid;

/** The token directory. */
public interface Tokens {

    /**
     * The issuer tells of a token, whole. {@code profile}'s TokenId is ignored: identity is issuer, uid and kind. An
     * addressed one (caller.to is a CPO) is kept for that CPO alone and passed on at once; one to the hub goes to every CPO
     * under agreement.
     */
    Receipt register(Caller caller, TokenProfile profile, Original original);

    /** A partial update: {@code merge} makes the whole profile from the present one and its whole original from both. */
    Receipt amend(Caller caller, PartyId issuer, TokenUid uid, TokenKind kind, Original change, Amendment amendment);

    /** What a CPO may see, or an eMSP's own tokens, by the caller's role; {@code issuer} narrows it to one eMSP. */
    Listing<TokenProfile> list(Caller caller, @Nullable PartyId issuer, Listing.Query query);

    /** One token that the caller may see. */
    Optional<Listing.Listed<TokenProfile>> find(Caller caller, PartyId issuer, TokenUid uid, TokenKind kind);

    /** The token of a contract, held against a reader of the calling CPO: OCPI 2.1.1 names contracts only. */
    Optional<TokenProfile> findByContract(Caller caller, ContractId contract);

    /** Reads the merged original again; pure. Throws IllegalArgumentException with a sentence when the result makes no sense. */
    interface Amendment {
        TokenProfile read(Original merged);
    }
}

package org.roaminghub.connector.ocpi.mapping;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.CdrToken;
import org.roaminghub.connector.ocpi.wire.EnergyContract;
import org.roaminghub.connector.ocpi.wire.Token;
import org.roaminghub.connector.ocpi.wire.WireTime;
import org.roaminghub.spi.inbound.Relays;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.ProfileType;
import org.roaminghub.vocabulary.TokenId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;
import org.roaminghub.vocabulary.Whitelist;

/** Token and CdrToken (OCPI 2.2.1 ch. 12, ch. 10; model.md §2.2). */
public final class TokenMapping {

    /** Characters of a uid in OCPI. */
    private static final int MAX_UID = 36;

    private static final TokenId NOT_YET = new TokenId(new UUID(0, 0));

    private TokenMapping() {}

    /** The hub's own TokenId is not in it: core gives one. */
    public static TokenProfile profile(Token wire) {
        return new TokenProfile(
                NOT_YET,
                PartyId.of(wire.country_code(), wire.party_id()),
                List.of(),
                Words.tokenKind(wire.type()),
                Whitelist.valueOf(wire.whitelist()),
                wire.valid(),
                null,
                wire.issuer(),
                wire.language(),
                wire.default_profile_type() == null ? null : ProfileType.valueOf(wire.default_profile_type()),
                null,
                List.of(),
                wire.last_updated(),
                Personal.of(TokenUid.parse(wire.uid())),
                Personal.of(ContractId.find(wire.contract_id()).orElse(null)),
                Personal.of(wire.visual_number()),
                Personal.of(wire.group_id()),
                Personal.of(contract(wire.energy_contract())));
    }

    private static org.roaminghub.vocabulary.@Nullable EnergyContract contract(@Nullable EnergyContract wire) {
        return wire == null
                ? null
                : new org.roaminghub.vocabulary.EnergyContract(wire.supplier_name(), wire.contract_id());
    }

    /** Erased fields show as {@code #NA}; {@code issuerName} stands in where the profile has none; {@code now} judges valid_until. */
    public static Token token(TokenProfile profile, String issuerName, Instant now) {
        var energy = profile.energyContract().orNull();
        return new Token(
                profile.issuer().country(),
                profile.issuer().party(),
                uid(profile.uid().orNull()),
                Words.tokenType(profile.kind()),
                contract(profile.contract().orNull()),
                profile.visualNumber().orNull(),
                profile.issuerName() == null ? issuerName : profile.issuerName(),
                profile.group().orNull(),
                profile.isValidAt(now),
                profile.whitelist().name(),
                profile.language(),
                profile.profileType() == null ? null : profile.profileType().name(),
                energy == null ? null : new EnergyContract(energy.supplier(), energy.contract()),
                WireTime.forWire(profile.reportedAt()));
    }

    /** Where nobody knows more than the uid (facts 5.6): whom it is of is the party that refuses or the hub. */
    public static Token bare(
            TokenSeen seen, TokenKind kind, PartyId owner, String issuerName, boolean valid, Instant now) {
        return new Token(
                owner.country(),
                owner.party(),
                uid(seen.uid()),
                Words.tokenType(kind),
                contract(seen.contract()),
                null,
                issuerName,
                null,
                valid,
                Whitelist.NEVER.name(),
                null,
                null,
                null,
                WireTime.forWire(now));
    }

    /** Whom the token is about. */
    public static Relays.Person person(CdrToken wire) {
        return new Relays.Person(seen(wire), Words.tokenKind(wire.type()));
    }

    static TokenSeen seen(CdrToken wire) {
        return new TokenSeen(
                wire.uid().equals(Words.NOT_AVAILABLE) ? null : TokenUid.parse(wire.uid()),
                ContractId.find(wire.contract_id()).orElse(null),
                null);
    }

    /** Absent where the wire names none. */
    static @Nullable PartyId owner(CdrToken wire) {
        return wire.country_code() == null || wire.party_id() == null
                ? null
                : PartyId.of(wire.country_code(), wire.party_id());
    }

    public static CdrToken cdrToken(TokenProfile profile) {
        TokenUid uid = profile.uid().orNull();
        String said =
                uid != null && uid.form() == TokenUid.Form.PLAIN && uid.value().length() <= MAX_UID
                        ? uid.value()
                        : Words.NOT_AVAILABLE;
        return new CdrToken(
                profile.issuer().country(),
                profile.issuer().party(),
                said,
                Words.tokenType(said.equals(Words.NOT_AVAILABLE) ? TokenKind.OTHER : profile.kind()),
                contract(profile.contract().orNull()));
    }

    static CdrToken cdrToken(@Nullable TokenSeen seen, TokenKind kind, PartyId issuer) {
        return new CdrToken(
                issuer.country(),
                issuer.party(),
                uid(seen == null ? null : seen.uid()),
                Words.tokenType(kind),
                contract(seen == null ? null : seen.contract()));
    }

    private static String uid(@Nullable TokenUid uid) {
        if (uid == null) {
            return Words.NOT_AVAILABLE;
        }
        if (uid.form() != TokenUid.Form.PLAIN || uid.value().length() > MAX_UID) {
            throw new Unsayable("OCPI has no digests of token uids and at most " + MAX_UID + " characters.");
        }
        return uid.value();
    }

    private static String contract(@Nullable ContractId contract) {
        return contract == null ? Words.NOT_AVAILABLE : contract.value();
    }
}

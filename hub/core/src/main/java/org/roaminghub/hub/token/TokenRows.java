package org.roaminghub.hub.token;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.HouseJson;
import org.roaminghub.hub.token.store.TokenKey;
import org.roaminghub.hub.token.store.TokenRow;
import org.roaminghub.hub.token.store.TokenRow.SealedOriginal;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.RetentionClass;
import org.roaminghub.vocabulary.SubjectRef;
import org.roaminghub.vocabulary.TokenId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;

/** Makes rows of tokens and reads them: nothing personal lies in one in clear. */
final class TokenRows {

    private final Privacy privacy;

    TokenRows(Privacy privacy) {
        this.privacy = privacy;
    }

    TokenKey key(PartyId issuer, TokenUid uid, TokenKind kind, @Nullable PartyId audience) {
        return new TokenKey(issuer, kind, uid.form(), uidKey(uid, kind), audience);
    }

    byte[] uidKey(TokenUid uid, TokenKind kind) {
        return privacy.fingerprint("token-uid:" + kind, uid.matchKey(kind));
    }

    byte[] contractKey(ContractId contract) {
        return privacy.fingerprint("token-contract", contract.matchKey());
    }

    /** The person behind the token; inside a command. */
    SubjectRef subject(TokenProfile profile) {
        TokenSeen seen = new TokenSeen(
                profile.uid().orNull(),
                profile.contract().orNull(),
                profile.group().orNull());
        return privacy.subjectOf(seen, profile.kind());
    }

    /** Inside a command. {@code sequence}: the place of the token's next fact. */
    TokenRow sealed(TokenKey key, TokenProfile profile, Original original, SubjectRef subject, long sequence) {
        TokenId token = profile.token();
        ContractId contract = profile.contract().orNull();
        return new TokenRow(
                token,
                key,
                contract == null ? null : contractKey(contract),
                subject,
                profile.whitelist(),
                profile.valid(),
                profile.validUntil(),
                profile.reportedAt(),
                sequence,
                seal(subject, profilePath(token), HouseJson.rows().write(profile)),
                new SealedOriginal(
                        original.protocol(),
                        original.version(),
                        original.mediaType(),
                        seal(subject, originalPath(token), original.bytes())));
    }

    private byte[] seal(SubjectRef subject, String path, byte[] clear) {
        return privacy.sealRow(subject, RetentionClass.PROFILE, path, clear);
    }

    /** Empty when the person was erased. */
    Optional<TokenProfile> profile(TokenRow row) {
        return privacy.openRow(row.profile(), profilePath(row.token()))
                .map(json -> HouseJson.rows().read(json, TokenProfile.class));
    }

    /** The last whole message of the issuer, with later changes merged in; empty when the person was erased. */
    Optional<Original> original(TokenRow row) {
        SealedOriginal kept = row.original();
        return privacy.openRow(kept.sealed(), originalPath(row.token()))
                .map(bytes -> new Original(kept.protocol(), kept.version(), kept.mediaType(), bytes));
    }

    private static String profilePath(TokenId token) {
        return "token/" + token + "/profile";
    }

    private static String originalPath(TokenId token) {
        return "token/" + token + "/original";
    }
}

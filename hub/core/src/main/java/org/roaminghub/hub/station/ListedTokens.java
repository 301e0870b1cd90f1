package org.roaminghub.hub.station;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.Tokens;
import org.roaminghub.spi.outbound.StationLists.Entry;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenUid;
import org.roaminghub.vocabulary.Whitelist;

/** Tokens as local authorisation lists may hold them: of eMSPs under agreement, and not of those who want to be asked always. */
final class ListedTokens {

    /** What a reader can read. */
    private static final Set<TokenKind> READABLE = Set.of(TokenKind.RFID, TokenKind.EMAID);

    private static final int PAGE = 1_000;
    /** Tokens that are looked at; beyond it none gets on a list. */
    private static final int MAX_TOKENS = 100_000;

    private final Tokens tokens;
    private final OwnSites sites;
    private final Privacy privacy;
    private final Clock clock;

    ListedTokens(Tokens tokens, OwnSites sites, Privacy privacy, Clock clock) {
        this.tokens = tokens;
        this.sites = sites;
        this.privacy = privacy;
        this.clock = clock;
    }

    /** The newest first: where there is no room for all, they count. */
    List<ListPlan.Candidate> all() {
        Instant now = clock.now();
        List<TokenProfile> found = new ArrayList<>();
        for (int from = 0; from < MAX_TOKENS; from += PAGE) {
            Listing<TokenProfile> page = tokens.list(sites.speaks(), null, new Listing.Query(null, null, from, PAGE));
            page.items().forEach(item -> found.add(item.object()));
            if (from + PAGE >= page.total()) {
                break;
            }
        }
        return found.stream()
                .filter(token -> READABLE.contains(token.kind()))
                .sorted(Comparator.comparing(TokenProfile::reportedAt).reversed())
                .flatMap(token -> candidate(token, now).stream())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private Optional<ListPlan.Candidate> candidate(TokenProfile token, Instant now) {
        TokenUid uid = token.uid().orNull();
        if (uid == null) {
            return Optional.empty();
        }
        Entry entry = new Entry(
                uid.value(),
                token.kind(),
                token.group().orNull(),
                token.validUntil(),
                token.whitelist() != Whitelist.NEVER && token.isValidAt(now));
        return Optional.of(new ListPlan.Candidate(
                token.token(),
                entry,
                privacy.fingerprint(
                        "ocpp-list",
                        entry.uid() + "|" + entry.kind() + "|" + entry.group() + "|" + entry.validUntil())));
    }
}

package org.roaminghub.app.admin;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.projection.Scope;
import org.roaminghub.projection.ViewList;
import org.roaminghub.projection.cdr.CdrView;
import org.roaminghub.projection.history.HistoryRef;
import org.roaminghub.projection.session.SessionView;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.SubjectRef;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenUid;

/** From what somebody looks for in the history to what the index knows: hub ids, data subjects, parties and EVSEs. */
final class HistorySearch {

    private final SessionView sessions;
    private final CdrView cdrs;
    private final Privacy privacy;
    private final Parties parties;

    HistorySearch(SessionView sessions, CdrView cdrs, Privacy privacy, Parties parties) {
        this.sessions = sessions;
        this.cdrs = cdrs;
        this.privacy = privacy;
        this.parties = parties;
    }

    /** A set for each filter; an event must speak of something in each. An empty set: nothing can be found. */
    List<Set<UUID>> mentions(
            Scope scope,
            @Nullable String authorization,
            @Nullable String session,
            @Nullable String cdr,
            @Nullable String contract,
            @Nullable String token,
            @Nullable String evse,
            @Nullable String party) {
        List<Set<UUID>> all = new ArrayList<>();
        if (authorization != null) {
            all.add(Set.of(Ask.id("authorization", authorization)));
        }
        if (session != null) {
            all.add(named(Ask.required("session", session), sessions.find(session, scope)));
        }
        if (cdr != null) {
            all.add(named(Ask.required("cdr", cdr), cdrs.find(cdr, scope)));
        }
        if (contract != null) {
            all.add(ofContract(contract));
        }
        if (token != null) {
            all.add(ofToken(token));
        }
        if (evse != null) {
            all.add(ofEvse(Ask.required("evse", evse)));
        }
        if (party != null) {
            all.add(Set.of(HistoryRef.party(Ask.party("party", party))));
        }
        if (!scope.isAll()) {
            all.add(inScope(scope));
        }
        return all;
    }

    /** The hub's id also when no list has it (yet), and those whose partner calls them so. */
    private static Set<UUID> named(String text, List<ViewList.Item> found) {
        Set<UUID> ids = new LinkedHashSet<>();
        uuid(text, ids);
        found.forEach(item -> ids.add(item.id()));
        return ids;
    }

    private Set<UUID> ofContract(String text) {
        ContractId contract;
        try {
            contract = ContractId.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("contract", "has 1 to " + ContractId.MAX_LENGTH + " characters");
        }
        return privacy.findSubject(contract)
                .map(subject -> Set.of(subject.value()))
                .orElse(Set.of());
    }

    private Set<UUID> ofToken(String text) {
        Set<UUID> ids = new LinkedHashSet<>();
        uuid(text, ids);
        TokenUid uid;
        try {
            uid = TokenUid.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("token", "has 1 to " + TokenUid.MAX_LENGTH + " characters");
        }
        for (TokenKind kind : TokenKind.values()) {
            privacy.findSubject(uid, kind).map(SubjectRef::value).ifPresent(ids::add);
        }
        return ids;
    }

    private static Set<UUID> ofEvse(String text) {
        Set<UUID> ids = new LinkedHashSet<>();
        uuid(text, ids);
        ids.add(HistoryRef.evse(text));
        return ids;
    }

    /** The scope's parties, and all known ones of its countries. */
    private Set<UUID> inScope(Scope scope) {
        Set<PartyId> covered = new LinkedHashSet<>(scope.parties());
        parties.list().stream()
                .flatMap(platform -> platform.parties().stream())
                .map(hosted -> hosted.party())
                .filter(scope::covers)
                .forEach(covered::add);
        return covered.stream().map(HistoryRef::party).collect(Collectors.toSet());
    }

    private static void uuid(String text, Set<UUID> ids) {
        try {
            ids.add(UUID.fromString(text.strip()));
        } catch (IllegalArgumentException notOurs) {
            // then it is a partner's
        }
    }
}

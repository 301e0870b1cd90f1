package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.admin.Items.PageBody;
import org.roaminghub.projection.authorization.AuthorizationView;
import org.roaminghub.projection.cdr.CdrView;
import org.roaminghub.projection.session.SessionView;
import org.roaminghub.projection.token.TokenView;
import org.roaminghub.vocabulary.SessionStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people look at: authorisations, sessions, CDRs and tokens. */
@RestController
@RequestMapping("/api/v1")
@Tag(
        name = "Lists",
        description = "OCPI 2.3.0 objects with the hub's ids and states, in the order in which they became known")
class ListController {

    static final String PARTY = "CPO or eMSP, as DE*ABC";
    static final String FROM = "inclusive, RFC 3339";
    static final String TO = "exclusive, RFC 3339";
    static final String EVSE = "public EVSE id, a partner's id of the EVSE, or the hub's";
    static final String SESSION = "the hub's id of the session or a partner's";
    static final String LIMIT = "1 to 1000, else 100";
    static final String AFTER = "«next» of the page before";

    private static final List<String> SESSION_STATUSES =
            Arrays.stream(SessionStatus.values()).map(Enum::name).toList();

    private final AuthorizationView authorizations;
    private final SessionView sessions;
    private final CdrView cdrs;
    private final TokenView tokens;
    private final Items items;

    ListController(
            AuthorizationView authorizations, SessionView sessions, CdrView cdrs, TokenView tokens, Items items) {
        this.authorizations = authorizations;
        this.sessions = sessions;
        this.cdrs = cdrs;
        this.tokens = tokens;
        this.items = items;
    }

    @GetMapping("/authorizations")
    @Audited
    @Operation(summary = "Authorisations", description = "Times are those of the request.")
    PageBody<AuthorizationItem> authorizations(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @Parameter(description = PARTY) @RequestParam(required = false) @Nullable String party,
            @Parameter(description = FROM) @RequestParam(required = false) @Nullable String from,
            @Parameter(description = TO) @RequestParam(required = false) @Nullable String to,
            @Parameter(description = "REQUESTED, GRANTED or REFUSED") @RequestParam(required = false) @Nullable
                    String status,
            @Parameter(description = EVSE) @RequestParam(required = false) @Nullable String evse,
            @Parameter(description = SESSION) @RequestParam(required = false) @Nullable String session,
            @Parameter(description = LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = AFTER) @RequestParam(required = false) @Nullable String after) {
        var filter = Ask.filter(party, from, to, status, AuthorizationView.STATUSES, evse, session);
        return items.page(
                authorizations.page(filter, user.scope(), Ask.after(after), Ask.limit(limit)),
                "authorization",
                AuthorizationItem::of);
    }

    @GetMapping("/authorizations/{id}")
    @Audited
    @Operation(summary = "One authorisation by the hub's id")
    AuthorizationItem authorization(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        return items.one(authorizations.find(Ask.id("id", id), user.scope()), "authorization", AuthorizationItem::of);
    }

    @GetMapping("/sessions")
    @Audited
    @Operation(summary = "Charging sessions", description = "Times are those of the start.")
    PageBody<SessionItem> sessions(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @Parameter(description = PARTY) @RequestParam(required = false) @Nullable String party,
            @Parameter(description = FROM) @RequestParam(required = false) @Nullable String from,
            @Parameter(description = TO) @RequestParam(required = false) @Nullable String to,
            @Parameter(description = "OCPI SessionStatus, SUSPENDED or INVALID too")
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @Parameter(description = EVSE) @RequestParam(required = false) @Nullable String evse,
            @Parameter(description = SESSION) @RequestParam(required = false) @Nullable String session,
            @Parameter(description = LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = AFTER) @RequestParam(required = false) @Nullable String after) {
        var filter = Ask.filter(party, from, to, status, SESSION_STATUSES, evse, session);
        return items.page(
                sessions.page(filter, user.scope(), Ask.after(after), Ask.limit(limit)),
                "session",
                events -> SessionItem.of(SessionStory.of(events)));
    }

    @GetMapping("/sessions/{id}")
    @Audited
    @Operation(summary = "One session by the hub's id or a partner's")
    SessionItem session(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        return items.one(
                sessions.find(Ask.required("id", id), user.scope()),
                "session",
                events -> SessionItem.of(SessionStory.of(events)));
    }

    @GetMapping("/cdrs")
    @Audited
    @Operation(
            summary = "CDRs",
            description = "Refused ones are left out unless status=REFUSED. Times are those of the session's start.")
    PageBody<CdrItem> cdrs(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @Parameter(description = PARTY) @RequestParam(required = false) @Nullable String party,
            @Parameter(description = FROM) @RequestParam(required = false) @Nullable String from,
            @Parameter(description = TO) @RequestParam(required = false) @Nullable String to,
            @Parameter(description = "ACCEPTED, CREDITED or REFUSED") @RequestParam(required = false) @Nullable
                    String status,
            @Parameter(description = EVSE) @RequestParam(required = false) @Nullable String evse,
            @Parameter(description = SESSION) @RequestParam(required = false) @Nullable String session,
            @Parameter(description = LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = AFTER) @RequestParam(required = false) @Nullable String after) {
        var filter = Ask.filter(party, from, to, status, CdrView.STATUSES, evse, session);
        return items.page(cdrs.page(filter, user.scope(), Ask.after(after), Ask.limit(limit)), "cdr", CdrItem::of);
    }

    @GetMapping("/cdrs/{id}")
    @Audited
    @Operation(summary = "One CDR by the hub's id or the CPO's", description = "A refused one by the hub's id only.")
    CdrItem cdr(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        return items.one(cdrs.find(Ask.required("id", id), user.scope()), "cdr", CdrItem::of);
    }

    @GetMapping("/tokens")
    @Audited
    @Operation(summary = "Tokens", description = "Times are the issuer's last_updated.")
    PageBody<TokenItem> tokens(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @Parameter(description = "issuer, as NL*ABC") @RequestParam(required = false) @Nullable String party,
            @Parameter(description = FROM) @RequestParam(required = false) @Nullable String from,
            @Parameter(description = TO) @RequestParam(required = false) @Nullable String to,
            @Parameter(description = "VALID, INVALID or WITHDRAWN") @RequestParam(required = false) @Nullable
                    String status,
            @Parameter(description = LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = AFTER) @RequestParam(required = false) @Nullable String after) {
        var filter = Ask.filter(party, from, to, status, TokenView.STATUSES, null, null);
        return items.page(
                tokens.page(filter, user.scope(), Ask.after(after), Ask.limit(limit)), "token", TokenItem::of);
    }

    @GetMapping("/tokens/{id}")
    @Audited
    @Operation(summary = "One token by the hub's id")
    TokenItem token(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        return items.one(tokens.find(Ask.id("id", id), user.scope()), "token", TokenItem::of);
    }
}

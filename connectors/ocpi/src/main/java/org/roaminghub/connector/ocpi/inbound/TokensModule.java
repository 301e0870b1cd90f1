package org.roaminghub.connector.ocpi.inbound;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Amendments;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.SessionMapping;
import org.roaminghub.connector.ocpi.mapping.TokenMapping;
import org.roaminghub.connector.ocpi.mapping.Translation;
import org.roaminghub.connector.ocpi.mapping.Words;
import org.roaminghub.connector.ocpi.wire.AuthorizationInfo;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.LocationReferences;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.connector.ocpi.wire.Token;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.Authorizations;
import org.roaminghub.spi.inbound.Authorizations.Decision;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.vocabulary.Alias;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;
import tools.jackson.databind.JsonNode;

/** Tokens and real-time authorisation (OCPI 2.2.1 ch. 12). */
final class TokensModule implements Module {

    private static final int MAX_UID = 36;
    private static final List<Role> ASKING = List.of(Role.CPO);
    private static final List<Role> PUSHING = List.of(Role.EMSP);
    private static final List<Role> READING = List.of(Role.CPO, Role.EMSP);

    private final HubDoors doors;
    private final Relay relay;
    private final Pages pages;
    private final Clock clock;

    TokensModule(HubDoors doors, Relay relay, Pages pages, Clock clock) {
        this.doors = doors;
        this.relay = relay;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public OcpiResponse sender(Exchange x, Dialect dialect, List<String> tail) throws NotJson {
        if (tail.size() == 2 && tail.get(1).equals("authorize")) {
            return switch (x.method()) {
                case "POST" -> authorize(x, dialect, tail.getFirst());
                default -> throw Refused.wrongMethod("POST");
            };
        }
        if (!x.method().equals("GET")) {
            throw Refused.wrongMethod("GET");
        }
        return list(x, dialect, tail);
    }

    private OcpiResponse list(Exchange x, Dialect dialect, List<String> tail) {
        Caller caller = Callers.of(x, READING, null);
        Query query = Query.of(x.request().query());
        PartyId to = Neighbours.listed(x, caller, dialect);
        if (!to.equals(x.hub()) && Neighbours.speaksOcpi(doors.platforms(), to)) {
            return relay.get(x, caller, dialect, target(to, Role.EMSP, "SENDER"), tail);
        }
        if (!tail.isEmpty()) {
            throw Refused.notFound();
        }
        var asked = query.paging();
        var listing = doors.tokens().list(caller, to.equals(x.hub()) ? null : to, asked);
        return pages.page(x, caller, dialect, "tokens", query, asked, listing, writing(dialect));
    }

    private Pages.Writing<TokenProfile> writing(Dialect dialect) {
        return new Pages.Writing<>(
                "token",
                p -> p.token().toString(),
                (p, whole, to) -> dialect.write(Translation.token(p, whole, issuerName(p), clock.now(), to), to),
                // A token is known by its uid everywhere.
                p -> Lowering.plain());
    }

    /** Tokens of one party, passed on in the asker's own version. */
    private Relay.Target target(PartyId to, Role role, String side) {
        return new Relay.Target(
                to,
                role,
                Service.TOKENS,
                "tokens",
                side,
                (theirs, body, from, ours, lowering) -> ours.write(theirs.token(body, from), lowering));
    }

    private OcpiResponse authorize(Exchange x, Dialect dialect, String uid) throws NotJson {
        Caller caller = Callers.of(x, ASKING, null);
        TokenKind kind = kind(x, dialect);
        TokenSeen seen = new TokenSeen(uid(uid), null, null);
        byte[] body = x.request().body();
        LocationReferences references = body.length == 0 ? null : dialect.locationReferences(x.json());
        Original original = references == null ? null : x.original(dialect);
        var decision = doors.authorizations()
                .authorize(new Authorizations.Query(
                        caller,
                        seen,
                        kind,
                        references == null ? null : Lifted.from(() -> SessionMapping.place(references, caller.party())),
                        null,
                        original));
        return switch (decision) {
            case Decision.Granted granted -> {
                PartnerAnswer answer = ownPlace(granted.answer(), caller, references);
                OcpiResponse passed = x.pass(answer, dialect, granted.emsp());
                yield passed != null
                        ? passed
                        : info(
                                x,
                                caller,
                                granted.authorization(),
                                dialect,
                                said(answer, granted.emsp()),
                                new AuthorizationInfo(
                                        "ALLOWED",
                                        granted.answer() == null
                                                ? token(granted.token(), seen, kind, granted.emsp(), true)
                                                : spelled(caller, granted.token(), seen, kind, granted.emsp()),
                                        references,
                                        granted.reference().value(),
                                        null));
            }
            case Decision.Refused refused -> {
                PartnerAnswer answer = ownPlace(refused.answer(), caller, references);
                OcpiResponse passed = x.pass(answer, dialect, refused.emsp());
                yield passed != null ? passed : refused(x, caller, answer, dialect, refused, seen, kind, references);
            }
        };
    }

    private OcpiResponse refused(
            Exchange x,
            Caller caller,
            @Nullable PartnerAnswer answer,
            Dialect dialect,
            Decision.Refused refused,
            TokenSeen seen,
            TokenKind kind,
            @Nullable LocationReferences references) {
        var allowed = Answers.allowedOf(refused.refusal());
        if (allowed.isEmpty()) {
            return x.refuse(refused.refusal(), refused.why());
        }
        return info(
                x,
                caller,
                refused.authorization(),
                dialect,
                said(answer, refused.emsp()),
                new AuthorizationInfo(
                        allowed.get(),
                        token(refused.token(), seen, kind, refused.emsp(), false),
                        references,
                        null,
                        null));
    }

    /** {@code said} is what the issuer answered in another version: what it told beside its decision goes on. */
    private OcpiResponse info(
            Exchange x,
            Caller caller,
            @Nullable AuthorizationId authorization,
            Dialect dialect,
            @Nullable AuthorizationInfo said,
            AuthorizationInfo decided) {
        AuthorizationInfo info = said == null
                ? decided
                : new AuthorizationInfo(
                        decided.allowed(),
                        said.token() == null ? decided.token() : said.token(),
                        said.location() == null ? decided.location() : said.location(),
                        decided.authorization_reference(),
                        said.info());
        Lowering to = Lowering.plain();
        byte[] written = dialect.write(info, to);
        if (authorization != null) {
            pages.tell("authorization/" + authorization, to, caller);
        }
        return x.success(200, written);
    }

    /** An issuer that knows the asker's places by aliases names one so in its answer. */
    private static @Nullable PartnerAnswer ownPlace(
            @Nullable PartnerAnswer answer, Caller caller, @Nullable LocationReferences references) {
        if (answer == null
                || references == null
                || answer.body().protocol() != Protocol.OCPI
                || !answer.body().version().equals(Release.V2_1_1.number())) {
            return answer;
        }
        String alias = Alias.of(caller.party(), references.location_id()).toString();
        String text = new String(answer.body().bytes(), StandardCharsets.UTF_8);
        // Nothing else in the answer is like it, and the own id has no character that JSON escapes but these two.
        String own = references.location_id().replace("\\", "\\\\").replace("\"", "\\\"");
        Original body = answer.body();
        return new PartnerAnswer(
                new Original(
                        body.protocol(),
                        body.version(),
                        body.mediaType(),
                        text.replace(alias, own).getBytes(StandardCharsets.UTF_8)),
                answer.attributes());
    }

    private @Nullable AuthorizationInfo said(@Nullable PartnerAnswer answer, @Nullable PartyId emsp) {
        Dialect theirs =
                answer == null ? null : Dialect.find(answer.body().version()).orElse(null);
        if (answer == null || theirs == null || answer.body().protocol() != Protocol.OCPI) {
            return null;
        }
        try {
            JsonNode data = Json.read(answer.body().bytes()).path("data");
            return data.isObject() ? theirs.authorizationInfo(data, Lifting.of(emsp, clock.now())) : null;
        } catch (BadField | NotJson unreadable) {
            return null;
        }
    }

    private Token token(
            @Nullable TokenProfile profile, TokenSeen seen, TokenKind kind, @Nullable PartyId emsp, boolean valid) {
        if (profile != null && profile.uid().orNull() != null) {
            return wire(profile);
        }
        PartyId owner = emsp == null ? doors.platforms().hubParty() : emsp;
        return TokenMapping.bare(seen, kind, owner, nameOf(owner), valid, clock.now());
    }

    /** As its issuer wrote it: for 2.1.1 the spelling of a contract is the contract. */
    private Token spelled(Caller caller, @Nullable TokenProfile profile, TokenSeen seen, TokenKind kind, PartyId emsp) {
        TokenUid uid = profile == null ? null : profile.uid().orNull();
        if (profile == null || uid == null) {
            return token(profile, seen, kind, emsp, true);
        }
        return doors.tokens()
                .find(caller, profile.issuer(), uid, profile.kind())
                .map(listed -> Translation.token(
                        listed.object(), listed.original(), issuerName(listed.object()), clock.now(), Lowering.plain()))
                .orElseGet(() -> wire(profile));
    }

    private Token wire(TokenProfile profile) {
        return TokenMapping.token(profile, issuerName(profile), clock.now());
    }

    private String issuerName(TokenProfile profile) {
        return profile.issuerName() == null ? nameOf(profile.issuer()) : "";
    }

    private String nameOf(PartyId party) {
        return doors.platforms()
                .findByParty(party)
                .flatMap(p -> p.parties().stream()
                        .filter(h -> h.party().equals(party))
                        .map(HostedParty::name)
                        .findFirst())
                .orElse(party.value());
    }

    @Override
    public OcpiResponse receiver(Exchange x, Dialect dialect, List<String> tail) throws NotJson {
        return switch (x.method()) {
            case "GET", "PUT", "PATCH" -> {
                if (tail.size() != 3) {
                    throw Refused.notFound();
                }
                PartyId issuer = Callers.inPath(tail.get(0), tail.get(1));
                Caller caller = Callers.of(x, PUSHING, issuer);
                Callers.requireOwner(caller, issuer);
                yield switch (x.method()) {
                    case "PUT" -> put(x, dialect, caller, tail.get(2));
                    case "PATCH" -> patch(x, dialect, caller, tail.get(2));
                    default -> get(x, dialect, caller, tail);
                };
            }
            default -> throw Refused.wrongMethod("GET, PUT, PATCH");
        };
    }

    private OcpiResponse get(Exchange x, Dialect dialect, Caller caller, List<String> tail) {
        PartyId to = Neighbours.receiver(x, caller);
        if (to == null) {
            return x.refuse(Refusal.UNKNOWN_PARTY, "Which CPO is asked? OCPI-to is missing.");
        }
        return relay.get(x, caller, dialect, target(to, Role.CPO, "RECEIVER"), tail);
    }

    private OcpiResponse put(Exchange x, Dialect dialect, Caller caller, String uid) throws NotJson {
        Token token = dialect.token(x.json(), Lifted.by(caller, doors.tokens(), clock.now()));
        requireSame(caller.party(), token.country_code(), token.party_id());
        if (!token.uid().equalsIgnoreCase(uid)) {
            throw BadField.at("uid", "is not that of the path");
        }
        if (Query.of(x.request().query()).find("type") != null && Words.tokenKind(token.type()) != kind(x, dialect)) {
            throw BadField.at("type", "is not that of the query");
        }
        return Receipts.answer(
                x,
                caller,
                dialect,
                doors.tokens().register(caller, Lifted.from(() -> TokenMapping.profile(token)), x.original(dialect)));
    }

    private OcpiResponse patch(Exchange x, Dialect dialect, Caller caller, String uid) throws NotJson {
        Fields change = Fields.of(x.json(), dialect.release());
        if (dialect.release() != Release.V2_1_1) {
            change.time("last_updated");
        }
        String country = change.findId("country_code", 2);
        String party = change.findId("party_id", 3);
        requireSame(
                caller.party(),
                country == null ? caller.party().country() : country,
                party == null ? caller.party().party() : party);
        String inBody = change.findId("uid", MAX_UID);
        if (inBody != null && !inBody.equalsIgnoreCase(uid)) {
            throw BadField.at("uid", "is not that of the path");
        }
        TokenKind kind = kind(x, dialect);
        String type = change.findOpenCode("type", Codes.TOKEN_TYPE);
        if (type != null && Words.tokenKind(type) != kind) {
            throw BadField.at("type", "is not that of the token");
        }
        var receipt = doors.tokens()
                .amend(
                        caller,
                        caller.party(),
                        uid(uid),
                        kind,
                        Lifted.change(x, dialect, clock.now()),
                        merged -> profile(merged, caller));
        return Receipts.answer(x, caller, dialect, receipt);
    }

    private static TokenProfile profile(Original merged, Caller caller) {
        try {
            return TokenMapping.profile(Amendments.token(caller.party(), merged));
        } catch (BadField e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
    }

    private static void requireSame(PartyId owner, String country, String party) {
        if (!owner.country().equalsIgnoreCase(country)) {
            throw BadField.at("country_code", "is not that of the path");
        }
        if (!owner.party().equalsIgnoreCase(party)) {
            throw BadField.at("party_id", "is not that of the path");
        }
    }

    private static TokenKind kind(Exchange x, Dialect dialect) {
        String type = Query.of(x.request().query()).find("type");
        if (type != null && !dialect.release().hasOpenWords() && !Codes.TOKEN_TYPE.contains(type)) {
            throw new Refused(Refusal.MALFORMED, "type is not a TokenType that OCPI knows");
        }
        return type == null ? TokenKind.RFID : Words.tokenKind(type);
    }

    private static TokenUid uid(String inPath) {
        boolean fits = !inPath.isBlank() && inPath.length() <= MAX_UID;
        for (int i = 0; fits && i < inPath.length(); i++) {
            fits = inPath.charAt(i) >= ' ' && inPath.charAt(i) <= '~';
        }
        if (!fits) {
            throw new Refused(
                    Refusal.MALFORMED,
                    "The token uid in the path must be 1 to " + MAX_UID + " printable ASCII characters");
        }
        return TokenUid.parse(inPath);
    }
}

package org.roaminghub.connector.ocpi.inbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.SessionMapping;
import org.roaminghub.connector.ocpi.mapping.TokenMapping;
import org.roaminghub.connector.ocpi.mapping.Words;
import org.roaminghub.connector.ocpi.wire.AuthorizationInfo;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.LocationReferences;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Token;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Authorizations;
import org.roaminghub.spi.inbound.Authorizations.Decision;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;

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
        PartyId to = caller.to();
        if (to != null && !to.equals(x.hub()) && Neighbours.speaksOcpi(doors.platforms(), to)) {
            return relay.get(
                    x, caller, dialect, new Relay.Target(to, Role.EMSP, Service.TOKENS, "tokens", "SENDER"), tail);
        }
        if (!tail.isEmpty()) {
            throw Refused.notFound();
        }
        Query query = Query.of(x.request().query());
        var asked = query.paging();
        var listing = doors.tokens().list(caller, to == null || to.equals(x.hub()) ? null : to, asked);
        return pages.page(x, dialect, "tokens", query, asked, listing, p -> dialect.write(wire(p)));
    }

    private OcpiResponse authorize(Exchange x, Dialect dialect, String uid) throws NotJson {
        Caller caller = Callers.of(x, ASKING, null);
        TokenKind kind = kind(x);
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
                OcpiResponse passed = x.pass(granted.answer(), dialect, granted.emsp());
                yield passed != null
                        ? passed
                        : info(
                                x,
                                "ALLOWED",
                                token(granted.token(), seen, kind, granted.emsp(), true),
                                references,
                                granted.reference().value());
            }
            case Decision.Refused refused -> {
                OcpiResponse passed = x.pass(refused.answer(), dialect, refused.emsp());
                yield passed != null ? passed : refused(x, refused, seen, kind, references);
            }
        };
    }

    private OcpiResponse refused(
            Exchange x,
            Decision.Refused refused,
            TokenSeen seen,
            TokenKind kind,
            @Nullable LocationReferences references) {
        var allowed = Answers.allowedOf(refused.refusal());
        if (allowed.isEmpty()) {
            return x.refuse(refused.refusal(), refused.why());
        }
        return info(x, allowed.get(), token(refused.token(), seen, kind, refused.emsp(), false), references, null);
    }

    private OcpiResponse info(
            Exchange x,
            String allowed,
            Token token,
            @Nullable LocationReferences references,
            @Nullable String reference) {
        return x.success(200, Json.write(new AuthorizationInfo(allowed, token, references, reference, null)));
    }

    private Token token(
            @Nullable TokenProfile profile, TokenSeen seen, TokenKind kind, @Nullable PartyId emsp, boolean valid) {
        if (profile != null && profile.uid().orNull() != null) {
            return wire(profile);
        }
        PartyId owner = emsp == null ? doors.platforms().hubParty() : emsp;
        return TokenMapping.bare(seen, kind, owner, nameOf(owner), valid, clock.now());
    }

    private Token wire(TokenProfile profile) {
        return TokenMapping.token(profile, profile.issuerName() == null ? nameOf(profile.issuer()) : "", clock.now());
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
        return relay.get(
                x, caller, dialect, new Relay.Target(to, Role.CPO, Service.TOKENS, "tokens", "RECEIVER"), tail);
    }

    private OcpiResponse put(Exchange x, Dialect dialect, Caller caller, String uid) throws NotJson {
        Token token = dialect.token(x.json());
        requireSame(caller.party(), token.country_code(), token.party_id());
        if (!token.uid().equalsIgnoreCase(uid)) {
            throw BadField.at("uid", "is not that of the path");
        }
        if (Query.of(x.request().query()).find("type") != null && Words.tokenKind(token.type()) != kind(x)) {
            throw BadField.at("type", "is not that of the query");
        }
        return Receipts.answer(
                x,
                caller,
                dialect,
                doors.tokens().register(caller, Lifted.from(() -> TokenMapping.profile(token)), x.original(dialect)));
    }

    private OcpiResponse patch(Exchange x, Dialect dialect, Caller caller, String uid) throws NotJson {
        Fields change = Fields.of(x.json());
        change.time("last_updated");
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
        TokenKind kind = kind(x);
        String type = change.findCode("type", Codes.TOKEN_TYPE);
        if (type != null && Words.tokenKind(type) != kind) {
            throw BadField.at("type", "is not that of the token");
        }
        var receipt = doors.tokens()
                .amend(caller, caller.party(), uid(uid), kind, x.original(dialect), merged -> profile(dialect, merged));
        return Receipts.answer(x, caller, dialect, receipt);
    }

    private static TokenProfile profile(Dialect dialect, Original merged) {
        try {
            return TokenMapping.profile(dialect.token(Json.read(merged.bytes())));
        } catch (BadField e) {
            throw new IllegalArgumentException(e.sentence(), e);
        } catch (NotJson e) {
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

    private static TokenKind kind(Exchange x) {
        String type = Query.of(x.request().query()).find("type");
        if (type != null && !Codes.TOKEN_TYPE.contains(type)) {
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

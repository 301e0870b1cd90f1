package org.roaminghub.connector.ocpi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Authorizations;
import org.roaminghub.spi.inbound.Cdrs;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.PartyStatus;
import org.roaminghub.spi.inbound.Platforms;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Relays;
import org.roaminghub.spi.inbound.RemoteCommands;
import org.roaminghub.spi.inbound.Routes;
import org.roaminghub.spi.inbound.Sessions;
import org.roaminghub.spi.inbound.ShownCertificate;
import org.roaminghub.spi.inbound.Tariffs;
import org.roaminghub.spi.inbound.Tokens;
import org.roaminghub.testkit.Samples;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RelayId;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.TokenUid;

/** The hub behind the ports, by hand: a register that works and slices that answer as the test says and record what came. */
final class FakeHub implements Platforms, Routes, Authorizations {

    static final String PUBLIC_URL = "http://hub.example";

    final Map<PlatformId, KnownPlatform> register = new LinkedHashMap<>();
    final Map<String, PlatformId> credentials = new HashMap<>();
    final Set<String> registrationTokens = new HashSet<>();
    final List<Object> came = new ArrayList<>();
    final List<Original> originals = new ArrayList<>();
    final List<Caller> callers = new ArrayList<>();
    /** Until the next request of anybody is taken. */
    Duration wait = Duration.ZERO;

    private int made;

    Function<Authorizations.Query, Decision> decide =
            q -> new Decision.Refused(null, Refusal.UNKNOWN_TOKEN, "", null, null, null);
    Function<Object, Receipt> receipt = o -> new Receipt.Taken(true, "1", null);
    Function<PartyId, Route> route = p -> new Route.Closed(Refusal.UNKNOWN_PARTY, "No such party.");
    Listing<Session> sessionList = new Listing<>(List.of(), 0);
    Listing<ChargeDetailRecord> cdrList = new Listing<>(List.of(), 0);
    Listing<TokenProfile> tokenList = new Listing<>(List.of(), 0);
    Optional<Listing.Listed<Session>> session = Optional.empty();
    Optional<Cdrs.Stored> cdr = Optional.empty();
    Optional<TokenProfile> contract = Optional.empty();
    final Map<String, List<Loss>> lost = new HashMap<>();
    List<HostedParty> reachable = List.of();

    @Override
    public List<PartyStatus> partyStatuses() {
        return register.values().stream()
                .flatMap(platform -> platform.parties().stream()
                        .map(party -> new PartyStatus(
                                party.party(), party.role(), platform.status(), Instant.parse("2026-03-01T10:00:00Z"))))
                .toList();
    }

    Listing<HeldLocation> locationList = new Listing<>(List.of(), 0);
    List<HeldLocation> held = List.of();
    Listing<Tariff> tariffList = new Listing<>(List.of(), 0);

    final Locations locations = new Locations() {
        @Override
        public Receipt report(
                Caller caller, LocationTarget target, Locations.Change change, Original message, boolean partial) {
            callers.add(caller);
            came.add(target);
            came.add(change);
            originals.add(message);
            return receipt.apply(change);
        }

        @Override
        public Listing<HeldLocation> list(Caller caller, @Nullable PartyId owner, Listing.Query query) {
            callers.add(caller);
            came.add(query);
            return locationList;
        }

        @Override
        public List<HeldLocation> find(Caller caller, @Nullable PartyId owner, String location) {
            return held;
        }

        @Override
        public List<PartyId> ownersOf(Caller caller, String location) {
            return held.stream().map(l -> l.location().owner()).distinct().toList();
        }
    };

    final Tariffs tariffs = new Tariffs() {
        @Override
        public Receipt publish(Caller caller, Tariff tariff, Original original) {
            callers.add(caller);
            came.add(tariff);
            originals.add(original);
            return receipt.apply(tariff);
        }

        @Override
        public Receipt amend(
                Caller caller, String tariff, Instant reportedAt, Original change, Function<Original, Tariff> read) {
            callers.add(caller);
            came.add(tariff);
            return receipt.apply(tariff);
        }

        @Override
        public Receipt withdraw(Caller caller, String tariff) {
            callers.add(caller);
            came.add(tariff);
            return receipt.apply(tariff);
        }

        @Override
        public Listing<Tariff> list(Caller caller, @Nullable PartyId owner, Listing.Query query) {
            callers.add(caller);
            came.add(query);
            return tariffList;
        }

        @Override
        public List<Listing.Listed<Tariff>> find(Caller caller, @Nullable PartyId owner, String tariff) {
            return tariffList.items();
        }
    };

    final List<Relays.Passing> passed = new CopyOnWriteArrayList<>();

    final Relays relays = new Relays() {
        @Override
        public List<PartyId> knownWith(PartyId party, String kind, String fid) {
            return List.of();
        }

        @Override
        public List<PartyId> partnersOfCdrs(PartyId party, List<String> fids) {
            return List.of();
        }

        @Override
        public RelayId begun(Passing passing) {
            return new RelayId(new UUID(9, passed.size()));
        }

        @Override
        public void passed(RelayId relay, Passing passing, Outcome outcome, int waitedMs) {
            passed.add(passing);
        }
    };

    HubDoors doors() {
        return new HubDoors(
                platform -> wait,
                this,
                this,
                this,
                tokens,
                sessions,
                cdrs,
                locations,
                tariffs,
                lost::putAll,
                remoteCommands,
                relays);
    }

    /** A platform that has registered and whose endpoints are at the url; gives its credential. */
    String connected(String url, HostedParty... parties) {
        PlatformId id = new PlatformId(new UUID(7, ++made));
        register.put(id, Partners.connected(id, url, List.of(parties)));
        String credential = "token-" + made;
        credentials.put(credential, id);
        return credential;
    }

    /** A platform that the administrator entered; gives its registration token. */
    String entered(HostedParty... parties) {
        PlatformId id = new PlatformId(new UUID(7, ++made));
        register.put(
                id, new KnownPlatform(id, "partner", Protocol.OCPI, ConnectionStatus.PLANNED, List.of(parties), null));
        String token = "registration-" + made;
        credentials.put(token, id);
        registrationTokens.add(token);
        return token;
    }

    KnownPlatform planned() {
        return get(Objects.requireNonNull(credentials.get(entered(Partners.party(Role.CPO, Samples.CPO)))));
    }

    void opens(PartyId party, String url, Role role) {
        KnownPlatform platform =
                Partners.connected(new PlatformId(new UUID(8, ++made)), url, List.of(Partners.party(role, party)));
        register.put(platform.platform(), platform);
        route = p -> p.equals(party)
                ? new Route.Open(platform, new AgreementId(new UUID(0, 1)), Duration.ofSeconds(20))
                : new Route.Closed(Refusal.UNKNOWN_PARTY, "No such party.");
    }

    Caller caller() {
        return callers.getLast();
    }

    @Override
    public PartyId hubParty() {
        return Samples.HUB;
    }

    @Override
    public String publicUrl() {
        return PUBLIC_URL;
    }

    @Override
    public Optional<CredentialHolder> findByCredential(String credential, @Nullable ShownCertificate shown) {
        return Optional.ofNullable(credentials.get(credential))
                .map(id -> new CredentialHolder(get(id), registrationTokens.contains(credential)));
    }

    @Override
    public KnownPlatform get(PlatformId platform) {
        return Objects.requireNonNull(register.get(platform));
    }

    @Override
    public Optional<KnownPlatform> findByParty(PartyId party) {
        return register.values().stream().filter(p -> p.speaksFor(party)).findFirst();
    }

    @Override
    public ConnectOutcome connect(PlatformId platform, PartnerConnection connection) {
        KnownPlatform known = get(platform);
        for (var claim : connection.parties()) {
            if (register.values().stream()
                    .anyMatch(p -> !p.platform().equals(platform) && p.speaksFor(claim.party(), claim.role()))) {
                return new ConnectOutcome.NotConnected(Refusal.NOT_YOURS, "A party belongs to another platform.");
            }
        }
        register.put(
                platform,
                new KnownPlatform(
                        platform,
                        known.name(),
                        known.protocol(),
                        ConnectionStatus.CONNECTED,
                        known.parties(),
                        connection));
        credentials.entrySet().removeIf(e -> e.getValue().equals(platform) && registrationTokens.contains(e.getKey()));
        return new ConnectOutcome.Connected(issueCredential(platform));
    }

    @Override
    public void unregister(PlatformId platform) {
        credentials.values().removeIf(platform::equals);
    }

    @Override
    public String issueCredential(PlatformId platform) {
        String credential = "issued-" + ++made;
        credentials.put(credential, platform);
        return credential;
    }

    @Override
    public List<HostedParty> reachable(PlatformId platform) {
        return reachable;
    }

    @Override
    public Route routeTo(Caller caller, PartyId to, Role toRole, Service service) {
        callers.add(caller);
        came.add(toRole + " " + service);
        return route.apply(to);
    }

    @Override
    public Decision authorize(Authorizations.Query query) {
        callers.add(query.caller());
        came.add(query);
        return decide.apply(query);
    }

    private Receipt took(Caller caller, Object what, Original original) {
        callers.add(caller);
        came.add(what);
        originals.add(original);
        return receipt.apply(what);
    }

    private final Tokens tokens = new Tokens() {
        @Override
        public Receipt register(Caller caller, TokenProfile profile, Original original) {
            return took(caller, profile, original);
        }

        @Override
        public Receipt amend(
                Caller caller, PartyId issuer, TokenUid uid, TokenKind kind, Original change, Amendment amendment) {
            return took(caller, amendment, change);
        }

        @Override
        public Listing<TokenProfile> list(Caller caller, @Nullable PartyId issuer, Listing.Query query) {
            return listed(caller, query, tokenList);
        }

        @Override
        public Optional<Listing.Listed<TokenProfile>> find(
                Caller caller, PartyId issuer, TokenUid uid, TokenKind kind) {
            return Optional.empty();
        }

        @Override
        public Optional<TokenProfile> findByContract(Caller caller, ContractId id) {
            return contract;
        }
    };

    private final Sessions sessions = new Sessions() {
        @Override
        public Receipt report(Caller caller, Report report, Original original) {
            return took(caller, report, original);
        }

        @Override
        public Receipt amend(Caller caller, Sessions.Change change, Original original) {
            return took(caller, change, original);
        }

        @Override
        public Listing<Session> list(Caller caller, @Nullable PartyId counterparty, Listing.Query query) {
            return listed(caller, query, sessionList);
        }

        @Override
        public Optional<Listing.Listed<Session>> find(Caller caller, ForeignId fid) {
            return session;
        }
    };

    private final Cdrs cdrs = new Cdrs() {
        @Override
        public Receipt submit(Caller caller, ChargeDetailRecord record, Original original) {
            return took(caller, record, original);
        }

        @Override
        public Listing<ChargeDetailRecord> list(Caller caller, @Nullable PartyId counterparty, Listing.Query query) {
            return listed(caller, query, cdrList);
        }

        @Override
        public Optional<Stored> find(Caller caller, CdrId id) {
            callers.add(caller);
            return cdr;
        }
    };

    RemoteCommands.Answer commandAnswer =
            new RemoteCommands.Answer.Refused(Refusal.UNKNOWN_PARTY, "No such party.", null, null);
    Optional<RemoteCommands.Pending> pending = Optional.empty();

    private final RemoteCommands remoteCommands = new RemoteCommands() {
        @Override
        public Answer order(Caller caller, Order order, String replyTo, @Nullable Original original) {
            callers.add(caller);
            came.add(order);
            if (original != null) {
                originals.add(original);
            }
            return commandAnswer;
        }

        @Override
        public Receipt result(Caller caller, RemoteId remote, Result result, Original original) {
            return took(caller, result, original);
        }

        @Override
        public Optional<Pending> pending(RemoteId remote) {
            return pending;
        }

        @Override
        public Receipt activeProfile(Caller caller, String session, ActiveProfile active, Original original) {
            return took(caller, active, original);
        }
    };

    private <T> T listed(Caller caller, Listing.Query query, T listing) {
        callers.add(caller);
        came.add(query);
        return listing;
    }
}

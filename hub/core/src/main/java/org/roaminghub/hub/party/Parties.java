package org.roaminghub.hub.party;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.party.PlatformCommand.AddParty;
import org.roaminghub.hub.party.PlatformCommand.BringOnline;
import org.roaminghub.hub.party.PlatformCommand.ConnectPlatform;
import org.roaminghub.hub.party.PlatformCommand.IssueCredential;
import org.roaminghub.hub.party.PlatformCommand.ProveCredential;
import org.roaminghub.hub.party.PlatformCommand.RegisterPlatform;
import org.roaminghub.hub.party.PlatformCommand.RenewRegistrationToken;
import org.roaminghub.hub.party.PlatformCommand.ResumePlatform;
import org.roaminghub.hub.party.PlatformCommand.SetGate;
import org.roaminghub.hub.party.PlatformCommand.SuspendPlatform;
import org.roaminghub.hub.party.PlatformCommand.TakeOffline;
import org.roaminghub.hub.party.PlatformCommand.UnregisterPlatform;
import org.roaminghub.hub.party.store.CredentialStore.State;
import org.roaminghub.hub.party.store.PartyTables;
import org.roaminghub.hub.party.store.PlatformStore;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.register.Snapshot;
import org.roaminghub.spi.inbound.Gate;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.PartyStatus;
import org.roaminghub.spi.inbound.Platforms;
import org.roaminghub.spi.inbound.ShownCertificate;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The register of platforms and the parties they speak for. Look-ups are answered from memory; a change made on another node
 * is seen within a second. Not to be asked inside a command of this slice.
 */
public final class Parties implements Platforms {

    private static final Logger LOG = LoggerFactory.getLogger(Parties.class);
    private static final Actor WATCH = Actor.automation("platform-watch");

    private final Commands commands;
    private final Clock clock;
    private final Ids ids;
    private final Executor background;
    private final PartyId hubParty;
    private final String publicUrl;
    private final PlatformStore platforms;
    private final Snapshot<Register> register;
    private final Seen seen = new Seen();
    private final List<Runnable> onChange = new CopyOnWriteArrayList<>();
    private final Set<PlatformId> returning = ConcurrentHashMap.newKeySet();

    /**
     * {@code background} takes what a message need not wait for. {@code publicUrl} is the base of all addresses the hub hands
     * out, without a slash at its end.
     */
    public Parties(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            PartyTables tables,
            Clock clock,
            Ids ids,
            Executor background,
            PartyId hubParty,
            String publicUrl) {
        this.commands = commands;
        this.clock = clock;
        this.ids = ids;
        this.background = background;
        this.hubParty = hubParty;
        this.publicUrl = publicUrl;
        this.platforms = tables.platforms();
        PresentedCredential presented = new PresentedCredential(privacy);
        this.register = new Snapshot<>(
                platforms::version, () -> Register.of(platforms, tables.credentials(), presented), clock);
        commands.handledBy(
                new PlatformHandler(recorder, platforms, tables.credentials(), presented, hubParty, this::changed));
    }

    /** A platform made by the administrator, and the one-time token for its handshake: shown once, never stored. */
    public record Registered(KnownPlatform platform, String registrationToken) {
        @Override
        public String toString() {
            return "Registered[" + platform.platform() + "]";
        }
    }

    // --- for the administrator --------------------------------------------------------------------------------------

    /** CONFLICT when a party belongs to another platform in that role; one that was merely claimed there is taken over. */
    public Outcome<Registered> register(
            String name, Protocol protocol, List<HostedParty> parties, Map<String, String> settings, Actor by) {
        PlatformId id = new PlatformId(ids.next());
        return commands.send(new RegisterPlatform(
                        id, name, protocol, List.copyOf(parties), Map.copyOf(settings), clock.now(), causes(by)))
                .map(token -> new Registered(get(id), token));
    }

    /** A new one-time token; the one before is dead. UNKNOWN_OBJECT for an unknown platform, here and below. */
    public Outcome<String> newRegistrationToken(PlatformId id, Actor by) {
        return commands.send(new RenewRegistrationToken(id, clock.now(), causes(by)));
    }

    /** Nothing goes to it and nothing is taken from it until {@link #resume}. */
    public Outcome<KnownPlatform> suspend(PlatformId id, @Nullable String reason, Actor by) {
        return commands.send(new SuspendPlatform(id, reason, clock.now(), causes(by)))
                .map(this::get);
    }

    /** Back to the state before the suspension. */
    public Outcome<KnownPlatform> resume(PlatformId id, @Nullable String reason, Actor by) {
        return commands.send(new ResumePlatform(id, reason, clock.now(), causes(by)))
                .map(this::get);
    }

    /** Adds a party, or approves one that the partner claimed. CONFLICT when it is another platform's. */
    public Outcome<KnownPlatform> addParty(PlatformId id, HostedParty party, Actor by) {
        return commands.send(new AddParty(id, party, clock.now(), causes(by))).map(this::get);
    }

    /** By what it gets in from now on. */
    public Outcome<KnownPlatform> setGate(PlatformId id, Gate gate, Actor by) {
        return commands.send(new SetGate(id, gate, clock.now(), causes(by))).map(this::get);
    }

    /** In order of creation. */
    public List<KnownPlatform> list() {
        return List.copyOf(register.get().platforms().values());
    }

    public Optional<KnownPlatform> find(PlatformId id) {
        return register.get().find(id);
    }

    /** Runs after each change that this node made, in the thread that made it. */
    void whenChanged(Runnable action) {
        onChange.add(action);
    }

    private void changed() {
        register.outdate();
        onChange.forEach(Runnable::run);
    }

    /** When it last presented a credential: exact for this node, up to some 10 s late for messages that others took. */
    public Optional<Instant> lastSeen(PlatformId id) {
        Optional<Instant> stored = platforms.findLastSeen(id);
        Optional<Instant> here = seen.find(id);
        return here.isPresent() && (stored.isEmpty() || here.get().isAfter(stored.get())) ? here : stored;
    }

    // --- for the other slices ---------------------------------------------------------------------------------------

    /** The platform that speaks for this party in this role, in whatever status. */
    public Optional<KnownPlatform> findActive(PartyId party, Role role) {
        return register.get().findActive(party, role);
    }

    /** It was silent and a probe failed. At most once a minute: what comes earlier is dropped and to be said again. */
    public void wentOffline(PlatformId id, String reason) {
        commands.send(new TakeOffline(id, reason, clock.now(), causes(WATCH)));
    }

    public void cameOnline(PlatformId id, String reason) {
        commands.send(new BringOnline(id, reason, clock.now(), causes(WATCH)));
    }

    /** Writes down who was seen, at most every 10 s per platform. To be called every second or so. */
    public void flushSeen() {
        Instant now = clock.now();
        seen.due(now).forEach((platform, at) -> {
            platforms.saveLastSeen(platform, at);
            seen.flushed(platform, at, now);
        });
    }

    // --- for connectors ---------------------------------------------------------------------------------------------

    @Override
    public PartyId hubParty() {
        return hubParty;
    }

    @Override
    public String publicUrl() {
        return publicUrl;
    }

    @Override
    public Optional<CredentialHolder> findByCredential(String credential, @Nullable ShownCertificate shown) {
        if (credential.isEmpty() || credential.length() > Credential.MAX_CHARACTERS) {
            return Optional.empty();
        }
        byte[] hash = new Credential(credential).hash();
        Register now = register.get();
        Register.Holder holder = now.holderOf(hash).orElse(null);
        if (holder == null) {
            // Another node may have given it away a moment ago.
            now = register.newest();
            holder = now.holderOf(hash).orElse(null);
        }
        if (holder != null && !now.admits(holder.platform(), shown)) {
            LOG.warn("platform={} refused=certificate shown={}", holder.platform(), shown == null ? "none" : "another");
            return Optional.empty();
        }
        if (holder == null || (holder.state() == State.FRESH && !prove(holder.platform(), hash))) {
            return Optional.empty();
        }
        boolean registrationOnly = holder.state() == State.REGISTRATION;
        Optional<KnownPlatform> platform = now.find(holder.platform());
        platform.ifPresent(known -> heardOf(known, registrationOnly));
        return platform.map(known -> new CredentialHolder(known, registrationOnly));
    }

    private boolean prove(PlatformId platform, byte[] hash) {
        return switch (commands.send(
                new ProveCredential(platform, hash, clock.now(), causes(Actor.platform(platform))))) {
            case Outcome.Done<PlatformId> done -> true;
            case Outcome.Refused<PlatformId> ended -> false;
        };
    }

    private void heardOf(KnownPlatform platform, boolean registrationOnly) {
        PlatformId id = platform.platform();
        seen.note(id, clock.now());
        boolean back = platform.status() == ConnectionStatus.OFFLINE && platform.isRegistered() && !registrationOnly;
        if (back && returning.add(id)) {
            try {
                background.execute(() -> comeBack(id));
            } catch (RejectedExecutionException shuttingDown) {
                returning.remove(id);
            }
        }
    }

    private void comeBack(PlatformId id) {
        try {
            cameOnline(id, "message");
        } catch (RuntimeException e) {
            LOG.warn(
                    "platform={} could not be brought online: {}",
                    id,
                    e.getClass().getSimpleName());
        } finally {
            returning.remove(id);
        }
    }

    @Override
    public KnownPlatform get(PlatformId platform) {
        return find(platform).orElseThrow(() -> new NoSuchElementException("no platform " + platform));
    }

    @Override
    public Optional<KnownPlatform> findByParty(PartyId party) {
        return register.get().findActive(party);
    }

    @Override
    public List<PartyStatus> partyStatuses() {
        return register.get().statuses().stream()
                .filter(status -> !status.party().equals(hubParty))
                .toList();
    }

    @Override
    public ConnectOutcome connect(PlatformId platform, PartnerConnection connection) {
        return switch (commands.send(
                new ConnectPlatform(platform, connection, clock.now(), causes(Actor.platform(platform))))) {
            case Outcome.Done<String>(String credential) -> new ConnectOutcome.Connected(credential);
            case Outcome.Refused<String> no -> new ConnectOutcome.NotConnected(no.refusal(), no.why());
        };
    }

    /** Throws NoSuchElementException for an unknown platform. On other nodes the credential is dead within a second. */
    @Override
    public void unregister(PlatformId platform) {
        done(commands.send(new UnregisterPlatform(platform, null, clock.now(), causes(Actor.platform(platform)))));
    }

    /** Throws NoSuchElementException for an unknown platform. */
    @Override
    public String issueCredential(PlatformId platform) {
        return done(commands.send(new IssueCredential(platform, clock.now(), causes(Actor.automation("handshake")))));
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T> no -> throw new NoSuchElementException(no.why());
        };
    }

    private Causes causes(Actor by) {
        return Causes.of(by, ids.next());
    }
}

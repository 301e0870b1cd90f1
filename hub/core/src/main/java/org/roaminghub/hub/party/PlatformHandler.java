package org.roaminghub.hub.party;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.events.party.PlatformPartyAdded;
import org.roaminghub.events.party.PlatformPartyRemoved;
import org.roaminghub.hub.party.PlatformCommand.AddParty;
import org.roaminghub.hub.party.PlatformCommand.BringOnline;
import org.roaminghub.hub.party.PlatformCommand.ConnectPlatform;
import org.roaminghub.hub.party.PlatformCommand.IssueCredential;
import org.roaminghub.hub.party.PlatformCommand.Others;
import org.roaminghub.hub.party.PlatformCommand.ProveCredential;
import org.roaminghub.hub.party.PlatformCommand.RegisterPlatform;
import org.roaminghub.hub.party.PlatformCommand.RenewRegistrationToken;
import org.roaminghub.hub.party.PlatformCommand.ResumePlatform;
import org.roaminghub.hub.party.PlatformCommand.Seat;
import org.roaminghub.hub.party.PlatformCommand.SetGate;
import org.roaminghub.hub.party.PlatformCommand.SuspendPlatform;
import org.roaminghub.hub.party.PlatformCommand.TakeOffline;
import org.roaminghub.hub.party.PlatformCommand.UnregisterPlatform;
import org.roaminghub.hub.party.store.CredentialStore;
import org.roaminghub.hub.party.store.CredentialStore.State;
import org.roaminghub.hub.party.store.PlatformStore;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.Recorder.Loaded;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.recording.Transactional;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what {@link PlatformDecisions} decides: events, rows and credentials in one transaction. */
final class PlatformHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformHandler.class);

    private final Recorder recorder;
    private final PlatformStore platforms;
    private final CredentialStore credentials;
    private final PresentedCredential presented;
    private final PartyId hubParty;
    private final Runnable changed;
    private final SecureRandom random = new SecureRandom();

    /** {@code changed} runs after each commit. */
    PlatformHandler(
            Recorder recorder,
            PlatformStore platforms,
            CredentialStore credentials,
            PresentedCredential presented,
            PartyId hubParty,
            Runnable changed) {
        this.recorder = recorder;
        this.platforms = platforms;
        this.credentials = credentials;
        this.presented = presented;
        this.hubParty = hubParty;
        this.changed = changed;
    }

    @CommandHandler
    Outcome<String> handle(RegisterPlatform c) {
        var before = claim(c);
        // The hub's own stations are its own party's; nobody else is.
        Others others = others(
                c.platform(), c.parties().stream().map(HostedParty::party).toList(), c.protocol() == Protocol.OCPP);
        return conclude(
                c, before, PlatformDecisions.decide(before.state(), c, others), () -> give(c, State.REGISTRATION));
    }

    @CommandHandler
    Outcome<PlatformId> handle(AddParty c) {
        var before = claim(c);
        Others others = others(c.platform(), List.of(c.party().party()));
        return conclude(c, before, PlatformDecisions.decide(before.state(), c, others), c::platform);
    }

    @CommandHandler
    Outcome<String> handle(RenewRegistrationToken c) {
        var before = claim(c);
        return conclude(c, before, PlatformDecisions.decide(before.state(), c), () -> give(c, State.REGISTRATION));
    }

    /** No fact yet: the handshake may fail. {@link ConnectPlatform} records it. */
    @CommandHandler
    Outcome<String> handle(IssueCredential c) {
        return claim(c).state().isKnown()
                ? Outcome.done(give(c, State.ISSUED))
                : Outcome.refused(Refusal.UNKNOWN_OBJECT, "there is no such platform");
    }

    @CommandHandler
    Outcome<String> handle(ConnectPlatform c) {
        var before = claim(c);
        PartnerConnection theirs = c.connection();
        Others others = others(
                c.platform(),
                theirs.parties().stream()
                        .map(PartnerConnection.ClaimedParty::party)
                        .toList());
        boolean renewed = platforms
                .findPresented(c.platform())
                .flatMap(bytes -> presented.open(c.platform(), bytes))
                .filter(theirs.credential()::equals)
                .isEmpty();
        return conclude(c, before, PlatformDecisions.decide(before.state(), c, others, renewed), () -> {
            platforms.saveContact(
                    c.platform(),
                    new PlatformStore.Contact(
                            theirs.version(), theirs.url(), theirs.endpoints(), theirs.parties(), theirs.settings()),
                    presented.seal(c.platform(), theirs.credential()));
            String ours = give(c, State.FRESH);
            credentials.endHandshake(c.platform());
            return ours;
        });
    }

    @CommandHandler
    Outcome<PlatformId> handle(ProveCredential c) {
        claim(c);
        return credentials.prove(c.platform(), c.hash())
                ? Outcome.done(c.platform())
                : Outcome.refused(Refusal.NOT_PERMITTED, "the credential has ended");
    }

    @CommandHandler
    Outcome<PlatformId> handle(UnregisterPlatform c) {
        var before = claim(c);
        boolean registered = before.state().contact() != null;
        return conclude(c, before, PlatformDecisions.decide(before.state(), c), () -> {
            if (registered) {
                credentials.endAll(c.platform());
                platforms.endContact(c.platform());
            }
            return c.platform();
        });
    }

    @CommandHandler
    Outcome<PlatformId> handle(SetGate c) {
        var before = claim(c);
        return conclude(c, before, PlatformDecisions.decide(before.state(), c), c::platform);
    }

    @CommandHandler
    Outcome<PlatformId> handle(SuspendPlatform c) {
        var before = claim(c);
        return conclude(c, before, PlatformDecisions.decide(before.state(), c), c::platform);
    }

    @CommandHandler
    Outcome<PlatformId> handle(ResumePlatform c) {
        var before = claim(c);
        return conclude(c, before, PlatformDecisions.decide(before.state(), c), c::platform);
    }

    @CommandHandler
    Outcome<PlatformId> handle(TakeOffline c) {
        var before = claim(c);
        return conclude(c, before, PlatformDecisions.decide(before.state(), c), c::platform);
    }

    @CommandHandler
    Outcome<PlatformId> handle(BringOnline c) {
        var before = claim(c);
        return conclude(c, before, PlatformDecisions.decide(before.state(), c), c::platform);
    }

    // --- carrying out -----------------------------------------------------------------------------------------------

    /** The register is one: commands on it come one after the other, so nothing read here changes before the commit. */
    private Loaded<PlatformState> claim(PlatformCommand<?> c) {
        platforms.claim();
        Transactional.afterCommit(changed);
        return load(c.platform());
    }

    private Loaded<PlatformState> load(PlatformId platform) {
        return recorder.load(stream(platform), PlatformState.NONE, PlatformState::evolve);
    }

    private static StreamName stream(PlatformId platform) {
        return StreamName.of("platform", platform.value());
    }

    private Others others(PlatformId platform, Collection<PartyId> parties) {
        return others(platform, parties, false);
    }

    private Others others(PlatformId platform, Collection<PartyId> parties, boolean ownSites) {
        Set<Seat> approved = new HashSet<>();
        Set<Seat> claimed = new HashSet<>();
        for (Role role : Role.values()) {
            approved.add(new Seat(role, hubParty));
        }
        if (ownSites) {
            approved.remove(new Seat(Role.CPO, hubParty));
        }
        for (PlatformStore.PartyRow row : platforms.holders(parties)) {
            if (!row.platform().equals(platform)) {
                (row.party().active() ? approved : claimed).add(Seat.of(row.party()));
            }
        }
        return new Others(approved, claimed);
    }

    private <R> Outcome<R> conclude(
            PlatformCommand<?> c, Loaded<PlatformState> before, Outcome<List<Event>> decision, Supplier<R> answer) {
        return decision.map(events -> {
            record(c, c.platform(), before, events);
            return answer.get();
        });
    }

    private void record(PlatformCommand<?> c, PlatformId platform, Loaded<PlatformState> before, List<Event> events) {
        PlatformState state = before.state();
        long sequence = before.next();
        for (Event event : events) {
            recorder.record(new Fact(stream(platform), sequence++, event, c.at(), c.causes()));
            state = PlatformState.evolve(state, event);
            log(platform, c, event);
        }
        PlatformState.Identity identity = state.identity();
        if (identity != null && !events.isEmpty()) {
            platforms.save(platform, identity.name(), identity.protocol(), identity.settings(), state.status(), c.at());
        }
        for (Event event : events) {
            writeParty(c, platform, event);
        }
    }

    private void writeParty(PlatformCommand<?> c, PlatformId platform, Event event) {
        switch (event) {
            case PlatformPartyAdded e -> {
                if (e.active()) {
                    endClaims(c, platform, new Seat(e.role(), e.party()));
                }
                platforms.saveParty(
                        platform, new HostedParty(e.role(), e.party(), e.name(), e.website(), e.logo(), e.active()));
            }
            case PlatformPartyRemoved e -> platforms.removeParty(platform, e.role(), e.party());
            default -> {}
        }
    }

    /** The administrator gives the party to this platform: what another one merely claimed is over. */
    private void endClaims(PlatformCommand<?> c, PlatformId platform, Seat seat) {
        List<PlatformStore.PartyRow> rivals = new ArrayList<>(platforms.holders(List.of(seat.party())));
        rivals.removeIf(
                row -> row.platform().equals(platform) || !Seat.of(row.party()).equals(seat));
        for (PlatformStore.PartyRow rival : rivals) {
            PlatformPartyRemoved removed = new PlatformPartyRemoved(rival.platform(), seat.role(), seat.party());
            record(c, rival.platform(), load(rival.platform()), List.of(removed));
        }
    }

    private String give(PlatformCommand<?> c, State state) {
        Credential fresh = Credential.make(random);
        credentials.replace(c.platform(), fresh.hash(), state);
        return fresh.value();
    }

    private static void log(PlatformId platform, PlatformCommand<?> c, Event event) {
        String name = event.getClass().getAnnotation(EventName.class).value();
        Transactional.afterCommit(() -> LOG.info(
                "{} platform={} by={}", name, platform, c.causes().actor().value()));
    }
}

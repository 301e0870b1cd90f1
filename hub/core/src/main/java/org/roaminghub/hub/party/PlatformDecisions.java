package org.roaminghub.hub.party;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.roaminghub.events.Event;
import org.roaminghub.events.party.PlatformCameOnline;
import org.roaminghub.events.party.PlatformChanged;
import org.roaminghub.events.party.PlatformConnected;
import org.roaminghub.events.party.PlatformConnected.Module;
import org.roaminghub.events.party.PlatformCredentialsRenewed;
import org.roaminghub.events.party.PlatformCredentialsRenewed.Side;
import org.roaminghub.events.party.PlatformPartyAdded;
import org.roaminghub.events.party.PlatformPartyRemoved;
import org.roaminghub.events.party.PlatformRegistered;
import org.roaminghub.events.party.PlatformResumed;
import org.roaminghub.events.party.PlatformSuspended;
import org.roaminghub.events.party.PlatformUnregistered;
import org.roaminghub.events.party.PlatformWentOffline;
import org.roaminghub.hub.party.PlatformCommand.AddParty;
import org.roaminghub.hub.party.PlatformCommand.BringOnline;
import org.roaminghub.hub.party.PlatformCommand.ConnectPlatform;
import org.roaminghub.hub.party.PlatformCommand.Others;
import org.roaminghub.hub.party.PlatformCommand.RegisterPlatform;
import org.roaminghub.hub.party.PlatformCommand.RenewRegistrationToken;
import org.roaminghub.hub.party.PlatformCommand.ResumePlatform;
import org.roaminghub.hub.party.PlatformCommand.Seat;
import org.roaminghub.hub.party.PlatformCommand.SetGate;
import org.roaminghub.hub.party.PlatformCommand.SuspendPlatform;
import org.roaminghub.hub.party.PlatformCommand.TakeOffline;
import org.roaminghub.hub.party.PlatformCommand.UnregisterPlatform;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.spi.inbound.Gate;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.PartnerConnection.ClaimedParty;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Refusal;

/** What becomes of a platform (model.md §4, platform connection). Pure: a state and a command give events or a refusal. */
final class PlatformDecisions {

    static final int MAX_PARTIES = 500;
    static final int MAX_NAME_CHARACTERS = 255;

    /** A connection that comes and goes leaves at most one pair of events in this time. */
    static final Duration SHORTEST_FLAP = Duration.ofMinutes(1);

    private PlatformDecisions() {}

    static Outcome<List<Event>> decide(PlatformState state, RegisterPlatform c, Others others) {
        if (state.isKnown()) {
            return nothing();
        }
        if (c.name().isBlank() || c.name().length() > MAX_NAME_CHARACTERS) {
            return Outcome.refused(
                    Refusal.MALFORMED, "a platform has a name of 1 to " + MAX_NAME_CHARACTERS + " characters");
        }
        if (c.parties().size() > MAX_PARTIES) {
            return tooManyParties();
        }
        Set<Seat> seats = new HashSet<>();
        List<Event> events = new ArrayList<>();
        events.add(new PlatformRegistered(c.platform(), c.name(), c.protocol(), c.settings()));
        for (HostedParty party : c.parties()) {
            if (!seats.add(Seat.of(party))) {
                return Outcome.refused(Refusal.MALFORMED, party.party() + " is named twice as " + party.role());
            }
            if (others.approved().contains(Seat.of(party))) {
                return taken(party);
            }
            events.add(added(c.platform(), party));
        }
        return Outcome.done(events);
    }

    static Outcome<List<Event>> decide(PlatformState state, AddParty c, Others others) {
        if (!state.isKnown()) {
            return unknown();
        }
        if (others.approved().contains(Seat.of(c.party()))) {
            return taken(c.party());
        }
        HostedParty present = state.findParty(Seat.of(c.party())).orElse(null);
        if (present == null && state.parties().size() >= MAX_PARTIES) {
            return tooManyParties();
        }
        return present != null && present.active() ? nothing() : one(added(c.platform(), c.party()));
    }

    /** {@code theirsChanged}: the partner gave another credential than before. */
    static Outcome<List<Event>> decide(PlatformState state, ConnectPlatform c, Others others, boolean theirsChanged) {
        if (!state.isKnown()) {
            return unknown();
        }
        if (state.line().suspended()) {
            return Outcome.refused(Refusal.NOT_PERMITTED, "the platform is suspended");
        }
        if (c.connection().parties().size() > MAX_PARTIES) {
            return tooManyParties();
        }
        for (ClaimedParty claim : c.connection().parties()) {
            if (others.hold(Seat.of(claim))) {
                return Outcome.refused(
                        Refusal.NOT_YOURS, claim.party() + " as " + claim.role() + " belongs to another platform");
            }
        }
        List<Event> events = new ArrayList<>(newClaims(state, c));
        PlatformConnected connected =
                new PlatformConnected(c.platform(), List.of(c.connection().version()), modules(c.connection()));
        PlatformState.Contact contact = new PlatformState.Contact(connected.versions(), connected.modules());
        boolean renewedOnly =
                events.isEmpty() && contact.equals(state.contact()) && state.status() == ConnectionStatus.CONNECTED;
        learnt(state, c).ifPresent(events::add);
        if (renewedOnly) {
            events.add(new PlatformCredentialsRenewed(c.platform(), Side.OURS));
            if (theirsChanged) {
                events.add(new PlatformCredentialsRenewed(c.platform(), Side.THEIRS));
            }
        } else {
            events.add(connected);
        }
        return Outcome.done(events);
    }

    /** What the partner's own way of speaking taught; the administrator's word stays. */
    private static Optional<PlatformChanged> learnt(PlatformState state, ConnectPlatform c) {
        PlatformState.Identity identity = Objects.requireNonNull(state.identity());
        Map<String, String> settings = new HashMap<>(identity.settings());
        settings.putAll(c.connection().settings());
        settings.putAll(identity.given());
        return settings.equals(identity.settings())
                ? Optional.empty()
                : Optional.of(new PlatformChanged(c.platform(), identity.name(), settings));
    }

    static Outcome<List<Event>> decide(PlatformState state, SetGate c) {
        PlatformState.Identity identity = state.identity();
        if (identity == null) {
            return unknown();
        }
        Map<String, String> settings = new HashMap<>(identity.settings());
        settings.remove(Gate.RATE_LIMIT);
        settings.remove(Gate.CERTIFICATES);
        settings.putAll(c.gate().settings());
        return settings.equals(identity.settings())
                ? nothing()
                : one(new PlatformChanged(c.platform(), identity.name(), settings));
    }

    /** Claims that are new come in inactive; unapproved ones that are no longer made go. The administrator's word stays. */
    private static List<Event> newClaims(PlatformState state, ConnectPlatform c) {
        List<Event> events = new ArrayList<>();
        Set<Seat> claimed = new HashSet<>();
        for (ClaimedParty claim : c.connection().parties()) {
            if (claimed.add(Seat.of(claim)) && state.findParty(Seat.of(claim)).isEmpty()) {
                events.add(new PlatformPartyAdded(
                        c.platform(), claim.role(), claim.party(), claim.name(), claim.website(), claim.logo(), false));
            }
        }
        for (HostedParty party : state.parties()) {
            if (!party.active() && !claimed.contains(Seat.of(party))) {
                events.add(new PlatformPartyRemoved(c.platform(), party.role(), party.party()));
            }
        }
        return events;
    }

    private static List<Module> modules(PartnerConnection connection) {
        return connection.endpoints().stream()
                .map(e -> new Module(e.module(), e.role()))
                .distinct()
                .sorted(Comparator.comparing(Module::name).thenComparing(Module::role))
                .toList();
    }

    static Outcome<List<Event>> decide(PlatformState state, RenewRegistrationToken c) {
        return state.isKnown() ? one(new PlatformCredentialsRenewed(c.platform(), Side.OURS)) : unknown();
    }

    /** A suspended platform stays suspended: only the administrator ends that. */
    static Outcome<List<Event>> decide(PlatformState state, UnregisterPlatform c) {
        if (!state.isKnown()) {
            return unknown();
        }
        return state.contact() == null ? nothing() : one(new PlatformUnregistered(c.platform(), c.reason()));
    }

    static Outcome<List<Event>> decide(PlatformState state, SuspendPlatform c) {
        if (!state.isKnown()) {
            return unknown();
        }
        return state.line().suspended() ? nothing() : one(new PlatformSuspended(c.platform(), c.reason()));
    }

    static Outcome<List<Event>> decide(PlatformState state, ResumePlatform c) {
        if (!state.isKnown()) {
            return unknown();
        }
        return state.line().suspended() ? one(new PlatformResumed(c.platform(), c.reason())) : nothing();
    }

    static Outcome<List<Event>> decide(PlatformState state, TakeOffline c) {
        if (!state.isKnown()) {
            return unknown();
        }
        Instant before = state.line().lastOffline();
        boolean flaps = before != null && c.at().isBefore(before.plus(SHORTEST_FLAP));
        return state.status() != ConnectionStatus.CONNECTED || flaps
                ? nothing()
                : one(new PlatformWentOffline(c.platform(), c.at(), c.reason()));
    }

    /** Without a registration nobody can be back: that takes a handshake. */
    static Outcome<List<Event>> decide(PlatformState state, BringOnline c) {
        if (!state.isKnown()) {
            return unknown();
        }
        return state.status() != ConnectionStatus.OFFLINE || state.contact() == null
                ? nothing()
                : one(new PlatformCameOnline(c.platform(), c.at(), c.reason()));
    }

    private static PlatformPartyAdded added(PlatformId platform, HostedParty party) {
        return new PlatformPartyAdded(
                platform, party.role(), party.party(), party.name(), party.website(), party.logo(), true);
    }

    private static Outcome<List<Event>> nothing() {
        return Outcome.done(List.of());
    }

    private static Outcome<List<Event>> one(Event event) {
        return Outcome.done(List.of(event));
    }

    private static Outcome<List<Event>> unknown() {
        return Outcome.refused(Refusal.UNKNOWN_OBJECT, "there is no such platform");
    }

    private static Outcome<List<Event>> taken(HostedParty party) {
        return Outcome.refused(
                Refusal.CONFLICT, party.party() + " as " + party.role() + " belongs to another platform");
    }

    private static Outcome<List<Event>> tooManyParties() {
        return Outcome.refused(Refusal.OVER_LIMIT, "a platform speaks for at most " + MAX_PARTIES + " parties");
    }
}

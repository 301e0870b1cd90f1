package org.roaminghub.hub.party;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.party.PlatformCameOnline;
import org.roaminghub.events.party.PlatformChanged;
import org.roaminghub.events.party.PlatformConnected;
import org.roaminghub.events.party.PlatformPartyAdded;
import org.roaminghub.events.party.PlatformPartyRemoved;
import org.roaminghub.events.party.PlatformRegistered;
import org.roaminghub.events.party.PlatformResumed;
import org.roaminghub.events.party.PlatformSuspended;
import org.roaminghub.events.party.PlatformUnregistered;
import org.roaminghub.events.party.PlatformWentOffline;
import org.roaminghub.hub.party.PlatformCommand.Seat;
import org.roaminghub.spi.inbound.Gate;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.Protocol;

/** A platform as its events tell it. {@code identity} absent = never registered; {@code contact} absent = no registration. */
record PlatformState(
        @Nullable Identity identity, Line line, @Nullable Contact contact, List<HostedParty> parties) {

    static final PlatformState NONE =
            new PlatformState(null, new Line(ConnectionStatus.PLANNED, false, null), null, List.of());

    /** {@code given} are the administrator's settings; {@code settings} those and what was learnt. */
    record Identity(String name, Protocol protocol, Map<String, String> settings, Map<String, String> given) {}

    /** {@code beneath} is the state that a suspension hides and that comes back with its end. */
    record Line(
            ConnectionStatus beneath,
            boolean suspended,
            @Nullable Instant lastOffline) {

        Line now(ConnectionStatus status) {
            return new Line(status, suspended, lastOffline);
        }
    }

    record Contact(List<String> versions, List<PlatformConnected.Module> modules) {}

    boolean isKnown() {
        return identity != null;
    }

    ConnectionStatus status() {
        return line.suspended ? ConnectionStatus.SUSPENDED : line.beneath;
    }

    Optional<HostedParty> findParty(Seat seat) {
        return parties.stream().filter(p -> Seat.of(p).equals(seat)).findFirst();
    }

    static PlatformState evolve(PlatformState s, Event event) {
        return switch (event) {
            case PlatformRegistered e -> s.with(new Identity(e.name(), e.protocol(), e.settings(), e.settings()));
            case PlatformChanged e
            when s.identity != null ->
                s.with(new Identity(
                        e.name(), s.identity.protocol, e.settings(), stillGiven(s.identity.given, e.settings())));
            case PlatformPartyAdded e -> s.with(replaced(s.parties, hosted(e)));
            case PlatformPartyRemoved e -> s.with(without(s.parties, new Seat(e.role(), e.party())));
            case PlatformConnected e ->
                new PlatformState(
                        s.identity,
                        s.line.now(ConnectionStatus.CONNECTED),
                        new Contact(e.versions(), e.modules()),
                        s.parties);
            case PlatformWentOffline e -> s.with(new Line(ConnectionStatus.OFFLINE, s.line.suspended, e.since()));
            case PlatformCameOnline _ -> s.with(s.line.now(ConnectionStatus.CONNECTED));
            case PlatformSuspended _ -> s.with(new Line(s.line.beneath, true, s.line.lastOffline));
            case PlatformResumed _ -> s.with(new Line(s.line.beneath, false, s.line.lastOffline));
            case PlatformUnregistered _ ->
                new PlatformState(s.identity, s.line.now(ConnectionStatus.OFFLINE), null, s.parties);
            default -> s;
        };
    }

    /** What the administrator gave, as it is now; of the gate whatever is there: nobody else sets it. */
    private static Map<String, String> stillGiven(Map<String, String> given, Map<String, String> settings) {
        Map<String, String> now = new HashMap<>(settings);
        now.keySet()
                .removeIf(name -> !given.containsKey(name)
                        && !Gate.of(settings).settings().containsKey(name));
        return Map.copyOf(now);
    }

    private PlatformState with(Identity changed) {
        return new PlatformState(changed, line, contact, parties);
    }

    private PlatformState with(Line changed) {
        return new PlatformState(identity, changed, contact, parties);
    }

    private PlatformState with(List<HostedParty> changed) {
        return new PlatformState(identity, line, contact, List.copyOf(changed));
    }

    private static HostedParty hosted(PlatformPartyAdded e) {
        return new HostedParty(e.role(), e.party(), e.name(), e.website(), e.logo(), e.active());
    }

    private static List<HostedParty> replaced(List<HostedParty> before, HostedParty party) {
        List<HostedParty> after = new ArrayList<>(before);
        int place = before.stream().map(Seat::of).toList().indexOf(Seat.of(party));
        if (place < 0) {
            after.add(party);
        } else {
            after.set(place, party);
        }
        return after;
    }

    private static List<HostedParty> without(List<HostedParty> before, Seat seat) {
        return before.stream().filter(p -> !Seat.of(p).equals(seat)).toList();
    }
}

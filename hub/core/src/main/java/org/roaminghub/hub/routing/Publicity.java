package org.roaminghub.hub.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.delivery.Fanout.Receiver;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;

/** Who is told, and who may read, what CPOs publish: places and prices. Nothing without an agreement. */
public final class Publicity {

    /** Those that take what a CPO publishes; OTHER counts as an eMSP (facts 1.6, broadcast push). */
    private static final List<Role> READERS = List.of(Role.EMSP, Role.NSP, Role.NAP, Role.SCSP, Role.OTHER);

    private final Parties parties;
    private final Agreements agreements;
    private final Clock clock;

    public Publicity(Parties parties, Agreements agreements, Clock clock) {
        this.parties = parties;
        this.agreements = agreements;
        this.clock = clock;
    }

    /** Connected parties under agreement that have the module; the sender's own platform has it already. */
    public List<Receiver> listeners(PartyId cpo, PlatformId sender, Service service, String module) {
        return listeners(cpo, service, module, platform -> !platform.platform().equals(sender));
    }

    /** Those of them whose platform is one of {@code whose}. */
    public List<Receiver> listeners(PartyId cpo, Service service, String module, Predicate<KnownPlatform> whose) {
        Instant now = clock.now();
        List<Receiver> listeners = new ArrayList<>();
        for (Agreement agreement : agreements.ofCpo(cpo, now)) {
            if (agreement.covers(service, now)) {
                READERS.stream()
                        .filter(role -> listens(agreement.emsp(), role, whose, module))
                        .findFirst()
                        .ifPresent(role -> listeners.add(new Receiver(agreement.emsp(), role)));
            }
        }
        return listeners;
    }

    private boolean listens(PartyId party, Role role, Predicate<KnownPlatform> whose, String module) {
        return parties.findActive(party, role)
                .filter(platform -> platform.status() == ConnectionStatus.CONNECTED)
                .filter(whose)
                .flatMap(KnownPlatform::findConnection)
                .filter(connection -> offers(connection, module))
                .isPresent();
    }

    /** Protocols without a list of interfaces have this one always. */
    private static boolean offers(PartnerConnection connection, String module) {
        return connection.endpoints().isEmpty()
                || connection.findUrl(module, "RECEIVER").isPresent();
    }

    /** In which role a party is addressed by a CPO; an eMSP where nobody knows it. */
    public Role readerRole(PartyId party) {
        return READERS.stream()
                .filter(role -> parties.findActive(party, role).isPresent())
                .findFirst()
                .orElse(Role.EMSP);
    }

    /** Whose things the caller may read: those of CPOs under agreement, a CPO its own. */
    public List<PartyId> readableBy(Caller caller, Service service) {
        Instant now = clock.now();
        if (caller.role() == Role.CPO) {
            return Optional.of(caller.party())
                    .filter(party -> parties.find(caller.platform())
                            .filter(platform -> platform.speaksFor(party, Role.CPO))
                            .isPresent())
                    .stream()
                    .toList();
        }
        return READERS.contains(caller.role())
                ? agreements.ofEmsp(caller.party(), now).stream()
                        .filter(agreement -> agreement.covers(service, now))
                        .map(Agreement::cpo)
                        .distinct()
                        .toList()
                : List.of();
    }
}

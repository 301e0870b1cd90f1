package org.roaminghub.connector.ocpp.outbound;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.inbound.Calls;
import org.roaminghub.connector.ocpp.mapping.RateUnits;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging.UsePriorityChargingRequest;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.spi.inbound.StationRecords;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.spi.inbound.Stations.Running;
import org.roaminghub.spi.outbound.CpoLink.CommandReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.vocabulary.ChargingPreferences;
import org.roaminghub.vocabulary.ChargingProfile;
import org.roaminghub.vocabulary.ChargingProfile.Unit;
import org.roaminghub.vocabulary.ProfileType;
import org.roaminghub.vocabulary.Refusal;

/** What is wished of a running session and not commanded, and the unit in which a station takes limits. */
final class WishesOverOcpp {

    /** A station that keeps silent about its units gets the profile as it is. */
    private static final Duration UNITS_PATIENCE = Duration.ofSeconds(4);

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /** Stations whose units are remembered; beyond it they are asked again. */
    private static final int MAX_REMEMBERED = 20_000;

    private final Calls calls;
    private final Supplier<Stations> stations;
    private final Supplier<StationRecords> records;
    private final Map<String, Set<Unit>> units = new ConcurrentHashMap<>();

    WishesOverOcpp(Calls calls, Supplier<Stations> stations, Supplier<StationRecords> records) {
        this.calls = calls;
        this.stations = stations;
        this.records = records;
    }

    // --- units

    /** In watts where the station takes no amperes, and the other way round. */
    ChargingProfile sayable(Running running, Version version, ChargingProfile profile) {
        Set<Unit> taken = units(running.identity(), version);
        return taken.contains(profile.unit())
                ? profile
                : records.get()
                        .findSupply(running.station(), running.evse())
                        .map(supply -> RateUnits.in(profile, taken, supply))
                        .orElse(profile);
    }

    private Set<Unit> units(String identity, Version version) {
        String key = version + " " + identity;
        Set<Unit> known = units.get(key);
        if (known != null) {
            return known;
        }
        Reply reply =
                calls.call(identity, RateUnits.action(version), Json.write(RateUnits.ask(version)), UNITS_PATIENCE);
        Set<Unit> said = reply instanceof Reply.Answered answered
                ? RateUnits.read(version, Json.read(answered.payload().bytes()))
                : EnumSet.allOf(Unit.class);
        if (units.size() >= MAX_REMEMBERED) {
            units.clear();
        }
        units.put(key, said);
        return said;
    }

    // --- preferences

    /**
     * Fast is priority charging, which only 2.1 knows (K22); regular is what stations do without being asked. What stations can't
     * do is said so at once.
     */
    CommandReply prefer(Leg leg, Order order) {
        ChargingPreferences wish = order.preferences();
        Running running =
                stations.get().findRunning(String.valueOf(order.session())).orElse(null);
        if (wish == null || running == null) {
            return no(Refusal.UNKNOWN_SESSION, "There is no running session of that id.", "1.6");
        }
        Version version = calls.versionOf(running.identity()).orElse(null);
        if (version == null) {
            return no(Refusal.STATION_UNREACHABLE, "The station is not connected.", "1.6");
        }
        boolean fast = wish.profileType() == ProfileType.FAST;
        if (!fast && wish.profileType() != ProfileType.REGULAR) {
            return no(Refusal.NOT_SUPPORTED, "The station knows no such charging.", version.number());
        }
        if (version != Version.V2_1) {
            return fast ? no(Refusal.NOT_SUPPORTED, "The station knows no priority.", version.number()) : done(version);
        }
        var body = Messages.write(new UsePriorityChargingRequest(running.transaction(), fast), version);
        Reply reply = calls.call(running.identity(), "UsePriorityCharging", Json.write(body), PATIENCE);
        return switch (reply) {
            case Reply.Answered(String status, var said) -> taken(status, fast, version);
            case Reply.Failed(String code, String why) ->
                code.equals("NotImplemented") || code.equals("NotSupported")
                        ? no(Refusal.NOT_SUPPORTED, "The station knows no priority.", version.number())
                        : no(Refusal.FAILED, "The station answered with an error.", version.number());
            case Reply.NotSayable no -> no(Refusal.NOT_SUPPORTED, no.why(), version.number());
            case Reply.Silent silent -> new CommandReply.Unanswered(Refusal.TIMED_OUT, "The station says nothing.");
            case Reply.Unreachable gone ->
                no(Refusal.STATION_UNREACHABLE, "The station is not connected.", version.number());
        };
    }

    /** A station without a profile for it can't hurry; it has none to leave either. */
    private static CommandReply taken(@Nullable String status, boolean fast, Version version) {
        return switch (status) {
            case "Accepted" -> done(version);
            case "NoProfile" ->
                fast
                        ? no(Refusal.NOT_SUPPORTED, "The station has no profile for it.", version.number())
                        : done(version);
            case null, default -> no(Refusal.REJECTED, "The station won't.", version.number());
        };
    }

    private static CommandReply done(Version version) {
        return new CommandReply.Done("ACCEPTED", CpoOverOcpp.nothing(version.number()), List.of());
    }

    private static CommandReply no(Refusal refusal, String why, String version) {
        return new CommandReply.Declined(refusal, why, refusal.name(), CpoOverOcpp.nothing(version), List.of());
    }
}

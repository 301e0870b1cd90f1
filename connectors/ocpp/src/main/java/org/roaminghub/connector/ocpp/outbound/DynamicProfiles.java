package org.roaminghub.connector.ocpp.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.inbound.Calls;
import org.roaminghub.connector.ocpp.mapping.DynamicSchedules;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.StationRecords;
import org.roaminghub.spi.inbound.Stations.Running;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.vocabulary.ChargingProfile;
import org.roaminghub.vocabulary.Clock;
import tools.jackson.databind.node.ObjectNode;

/**
 * Limits of sessions at stations of 2.1 that let them be changed: the station is told of another one without a new profile, and
 * may ask for the one that holds (docs/adr/0028).
 */
final class DynamicProfiles {

    /** One that keeps silent about it gets the profile whole. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    /** Stations that are remembered; beyond it they are asked again. */
    private static final int MAX_REMEMBERED = 20_000;

    private final Calls calls;
    private final Supplier<StationRecords> records;
    private final Clock clock;
    private final Map<String, Boolean> supported = new ConcurrentHashMap<>();

    DynamicProfiles(Calls calls, Supplier<StationRecords> records, Clock clock) {
        this.calls = calls;
        this.records = records;
        this.clock = clock;
    }

    /** A call; {@code undo}: for when the station won't; {@code instead}: the call to try then. */
    record Step(
            String action,
            ObjectNode payload,
            Runnable undo,
            @Nullable Step instead) {}

    /** Empty for what the station is to have whole. What it may ask for is kept before it is told of it. */
    Optional<Step> step(Running running, Version version, ChargingProfile wanted) {
        Instant now = clock.now();
        if (version != Version.V2_1 || !DynamicSchedules.isOneLimit(wanted, now) || !isSupported(running.identity())) {
            return Optional.empty();
        }
        ChargingProfile profile = wanted.start() != null
                ? wanted
                : new ChargingProfile(now, wanted.durationS(), wanted.unit(), wanted.minRate(), wanted.periods());
        Optional<ChargingProfile> before = records.get().findProfile(running.station(), running.number());
        records.get().keepProfile(running.station(), running.number(), profile);
        Runnable undo = () -> before.ifPresentOrElse(
                known -> records.get().keepProfile(running.station(), running.number(), known), () -> forget(running));
        Step set = new Step(
                "SetChargingProfile",
                DynamicSchedules.set(running.evse(), running.transaction(), running.number(), profile),
                undo,
                null);
        return Optional.of(
                before.filter(known -> DynamicSchedules.isUpdate(known, profile))
                                .isEmpty()
                        ? set
                        : new Step(
                                "UpdateDynamicSchedule",
                                DynamicSchedules.update(
                                        running.number(),
                                        profile.periods().getFirst().limit()),
                                undo,
                                set));
    }

    void forget(Running running) {
        records.get().forgetProfile(running.station(), running.number());
    }

    private boolean isSupported(String identity) {
        Boolean known = supported.get(identity);
        if (known != null) {
            return known;
        }
        Reply reply = calls.call(identity, "GetVariables", Json.write(DynamicSchedules.ask()), PATIENCE);
        if (!(reply instanceof Reply.Answered answered)) {
            return false;
        }
        boolean said = DynamicSchedules.isSupported(Json.read(answered.payload().bytes()));
        if (supported.size() >= MAX_REMEMBERED) {
            supported.clear();
        }
        supported.put(identity, said);
        return said;
    }
}

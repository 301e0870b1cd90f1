package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.RemoteCommands.ActiveProfile;
import org.roaminghub.vocabulary.ChargingProfile;
import org.roaminghub.vocabulary.ChargingProfile.Period;
import org.roaminghub.vocabulary.ChargingProfile.Unit;
import org.roaminghub.vocabulary.Span;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How fast a station says that it charges, in the neutral model. */
public final class Schedules {

    private Schedules() {}

    public static ObjectNode ask(Version version, int evse, int durationS) {
        return Json.object()
                .put(version.isFirst() ? "connectorId" : "evseId", evse)
                .put("duration", durationS);
    }

    /** The answer to GetCompositeSchedule: 1.6 §5.7 has start and schedule side by side, 2.x K08 has them in one. */
    public static Optional<ActiveProfile> composite(JsonNode answer, Instant now) {
        if (answer.path("schedule").isObject()) {
            return read(answer.path("schedule"), Values.time(answer.path("schedule"), "scheduleStart", now));
        }
        JsonNode schedule = answer.path("chargingSchedule");
        return schedule.isObject()
                ? read(schedule, Values.time(answer, "scheduleStart", Values.time(schedule, "startSchedule", now)))
                : Optional.empty();
    }

    /** The limit that NotifyChargingLimit (2.x K12) tells of; it may come without one. */
    public static Optional<ActiveProfile> limit(JsonNode notice, Instant now) {
        JsonNode schedule = notice.path("chargingSchedule").path(0);
        return schedule.isObject() ? read(schedule, Values.time(schedule, "startSchedule", now)) : Optional.empty();
    }

    private static Optional<ActiveProfile> read(JsonNode schedule, Instant start) {
        Unit unit = Values.text(schedule, "chargingRateUnit", "").equals("W") ? Unit.W : Unit.A;
        List<Period> periods = new ArrayList<>();
        for (JsonNode period : schedule.path("chargingSchedulePeriod").values()) {
            BigDecimal limit = Values.decimal(period.get("limit"));
            // A period of 2.1 may have a setpoint in place of a limit.
            limit = limit == null ? Values.decimal(period.get("setpoint")) : limit;
            if (limit != null) {
                periods.add(new Period(seconds(Values.whole(period, "startPeriod", 0)), limit));
            }
        }
        Integer duration = Values.wholeOrNull(schedule, "duration");
        @Nullable BigDecimal least = Values.decimal(schedule.get("minChargingRate"));
        return periods.isEmpty()
                ? Optional.empty()
                : Optional.of(new ActiveProfile(
                        start,
                        new ChargingProfile(start, duration == null ? null : seconds(duration), unit, least, periods)));
    }

    private static Span seconds(int seconds) {
        return new Span(BigDecimal.valueOf(Math.max(0, seconds)));
    }
}

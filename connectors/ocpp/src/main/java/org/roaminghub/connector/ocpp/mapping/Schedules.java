package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v16.Profiles;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging;
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
        return Messages.write(
                version.isFirst()
                        ? new Profiles.GetCompositeScheduleRequest(evse, durationS, null)
                        : new SmartCharging.GetCompositeScheduleRequest(durationS, null, evse),
                version);
    }

    /** The answer to GetCompositeSchedule: 1.6 §5.7 has start and schedule side by side, 2.x K08 has them in one. */
    public static Optional<ActiveProfile> composite(JsonNode answer, Instant now) {
        SmartCharging.CompositeSchedule later = Messages.taken(SmartCharging.GetCompositeScheduleResponse.class, answer)
                .schedule();
        if (later != null) {
            return profile(
                    WireTime.read(later.scheduleStart(), now),
                    later.duration(),
                    later.chargingRateUnit(),
                    null,
                    periods(later.chargingSchedulePeriod()));
        }
        Profiles.GetCompositeScheduleResponse first =
                Messages.taken(Profiles.GetCompositeScheduleResponse.class, answer);
        Profiles.ChargingSchedule schedule = first.chargingSchedule();
        return schedule == null
                ? Optional.empty()
                : profile(
                        WireTime.read(first.scheduleStart(), WireTime.read(schedule.startSchedule(), now)),
                        schedule.duration(),
                        schedule.chargingRateUnit(),
                        schedule.minChargingRate(),
                        schedule.chargingSchedulePeriod().stream()
                                .flatMap(period -> period(period.startPeriod(), period.limit()).stream())
                                .toList());
    }

    /** The limit that NotifyChargingLimit (2.x K12) tells of; it may come without one. */
    public static Optional<ActiveProfile> limit(SmartCharging.NotifyChargingLimitRequest notice, Instant now) {
        return notice.chargingSchedule().stream()
                .findFirst()
                .flatMap(schedule -> profile(
                        WireTime.read(schedule.startSchedule(), now),
                        schedule.duration(),
                        schedule.chargingRateUnit(),
                        schedule.minChargingRate(),
                        periods(schedule.chargingSchedulePeriod())));
    }

    /** A period of 2.1 may have a setpoint in place of a limit. */
    private static List<Period> periods(List<SmartCharging.ChargingSchedulePeriod> said) {
        return said.stream()
                .flatMap(period ->
                        period(period.startPeriod(), period.limit() == null ? period.setpoint() : period.limit())
                                .stream())
                .toList();
    }

    private static Optional<Period> period(@Nullable Integer startS, @Nullable BigDecimal limit) {
        return limit == null ? Optional.empty() : Optional.of(new Period(seconds(startS == null ? 0 : startS), limit));
    }

    private static Optional<ActiveProfile> profile(
            Instant start,
            @Nullable Integer duration,
            @Nullable String rateUnit,
            @Nullable BigDecimal least,
            List<Period> periods) {
        Unit unit = "W".equals(rateUnit) ? Unit.W : Unit.A;
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

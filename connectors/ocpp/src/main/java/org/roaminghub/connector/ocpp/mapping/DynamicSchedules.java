package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.GetVariableData;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.GetVariablesRequest;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.GetVariablesResponse;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging.ChargingSchedule;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging.ChargingSchedulePeriod;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging.ChargingScheduleUpdate;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging.PullDynamicScheduleUpdateResponse;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging.SetChargingProfileRequest;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging.UpdateDynamicScheduleRequest;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.vocabulary.ChargingProfile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Charging profiles of 2.1 that have one limit, which the hub changes while they hold (K28). */
public final class DynamicSchedules {

    private static final String COMPONENT = "SmartChargingCtrlr";
    private static final String VARIABLE = "SupportsDynamicProfiles";
    /** The other name that stations have for it, an instance of what they can do. */
    private static final String FEATURE = "SupportsFeature";

    private static final String INSTANCE = "DynamicProfiles";

    private DynamicSchedules() {}

    /** For GetVariables. */
    public static ObjectNode ask() {
        return write(new GetVariablesRequest(List.of(
                GetVariableData.of(COMPONENT, VARIABLE, null), GetVariableData.of(COMPONENT, FEATURE, INSTANCE))));
    }

    private static ObjectNode write(Message message) {
        return Messages.write(message, Version.V2_1);
    }

    /** Only who says so takes them. */
    public static boolean isSupported(JsonNode answer) {
        return Messages.taken(GetVariablesResponse.class, answer).getVariableResult().stream()
                .anyMatch(result -> result.variable() != null
                        && String.valueOf(result.variable().name()).matches(VARIABLE + "|" + FEATURE)
                        && "Accepted".equals(result.attributeStatus())
                        && "true".equalsIgnoreCase(result.attributeValue()));
    }

    /** Whether it is one limit from now on. What changes by the clock stations follow without a link, when they have it whole. */
    public static boolean isOneLimit(ChargingProfile profile, Instant now) {
        return profile.periods().size() == 1
                && (profile.start() == null || !profile.start().isAfter(now));
    }

    /** {@code profile} is one limit. */
    public static ObjectNode set(int evse, String transaction, int id, ChargingProfile profile) {
        ChargingSchedule schedule = ChargingSchedule.of(
                profile.unit().name(),
                null,
                null,
                profile.minRate(),
                List.of(ChargingSchedulePeriod.of(
                        0, profile.periods().getFirst().limit())));
        return write(new SetChargingProfileRequest(
                evse,
                SmartCharging.ChargingProfile.ofTransaction(
                        id,
                        "Dynamic",
                        transaction,
                        end(profile).map(WireTime::of).orElse(null),
                        schedule)));
    }

    /** Whether what differs between the two is their limit. */
    public static boolean isUpdate(ChargingProfile before, ChargingProfile next) {
        return before.unit() == next.unit()
                && plain(before.minRate()).equals(plain(next.minRate()))
                && end(before).equals(end(next));
    }

    private static String plain(@Nullable BigDecimal rate) {
        return rate == null ? "" : rate.stripTrailingZeros().toPlainString();
    }

    public static ObjectNode update(int id, BigDecimal limit) {
        return write(new UpdateDynamicScheduleRequest(id, ChargingScheduleUpdate.of(limit)));
    }

    /** The answer to a station that asks. */
    public static ObjectNode pulled(BigDecimal limit) {
        return write(new PullDynamicScheduleUpdateResponse("Accepted", ChargingScheduleUpdate.of(limit), null));
    }

    /** What holds now; empty when the profile is over. */
    public static Optional<BigDecimal> limitNow(ChargingProfile profile, Instant now) {
        return end(profile).filter(end -> !now.isBefore(end)).isPresent()
                ? Optional.empty()
                : Optional.of(profile.periods().getFirst().limit());
    }

    private static Optional<Instant> end(ChargingProfile profile) {
        return profile.start() == null || profile.durationS() == null
                ? Optional.empty()
                : Optional.of(
                        profile.start().plusSeconds(profile.durationS().value().longValue()));
    }
}

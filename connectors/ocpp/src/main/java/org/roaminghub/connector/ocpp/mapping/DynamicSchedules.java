package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.vocabulary.ChargingProfile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
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
        ObjectNode ask = Json.object();
        ArrayNode variables = ask.putArray("getVariableData");
        variable(variables).put("name", VARIABLE);
        variable(variables).put("name", FEATURE).put("instance", INSTANCE);
        return ask;
    }

    private static ObjectNode variable(ArrayNode variables) {
        ObjectNode one = variables.addObject();
        one.putObject("component").put("name", COMPONENT);
        return one.putObject("variable");
    }

    /** Only who says so takes them. */
    public static boolean isSupported(JsonNode answer) {
        return answer.path("getVariableResult").values().stream()
                .anyMatch(result ->
                        Values.text(result.path("variable"), "name", "").matches(VARIABLE + "|" + FEATURE)
                                && Values.text(result, "attributeStatus", "").equals("Accepted")
                                && Values.text(result, "attributeValue", "").equalsIgnoreCase("true"));
    }

    /** Whether it is one limit from now on. What changes by the clock stations follow without a link, when they have it whole. */
    public static boolean isOneLimit(ChargingProfile profile, Instant now) {
        return profile.periods().size() == 1
                && (profile.start() == null || !profile.start().isAfter(now));
    }

    /** {@code profile} is one limit. */
    public static ObjectNode set(int evse, String transaction, int id, ChargingProfile profile) {
        ObjectNode schedule = Json.object()
                .put("id", 1)
                .put("chargingRateUnit", profile.unit().name());
        if (profile.minRate() != null) {
            schedule.put("minChargingRate", profile.minRate());
        }
        schedule.putArray("chargingSchedulePeriod")
                .addObject()
                .put("startPeriod", 0)
                .put("limit", profile.periods().getFirst().limit());
        ObjectNode body = Json.object()
                .put("id", id)
                .put("stackLevel", 0)
                .put("chargingProfilePurpose", "TxProfile")
                .put("chargingProfileKind", "Dynamic")
                .put("transactionId", transaction);
        end(profile)
                .ifPresent(end ->
                        body.put("validTo", end.truncatedTo(ChronoUnit.SECONDS).toString()));
        body.putArray("chargingSchedule").add(schedule);
        return Json.object().put("evseId", evse).set("chargingProfile", body);
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
        return Json.object().put("chargingProfileId", id).set("scheduleUpdate", limited(limit));
    }

    /** The answer to a station that asks. */
    public static ObjectNode pulled(BigDecimal limit) {
        return Json.object().put("status", "Accepted").set("scheduleUpdate", limited(limit));
    }

    private static ObjectNode limited(BigDecimal limit) {
        return Json.object().put("limit", limit);
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

package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.Set;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.StationRecords.Supply;
import org.roaminghub.vocabulary.ChargingProfile;
import org.roaminghub.vocabulary.ChargingProfile.Period;
import org.roaminghub.vocabulary.ChargingProfile.Unit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** In which unit a station takes limits, and a profile in that unit. */
public final class RateUnits {

    private static final String KEY_1_6 = "ChargingScheduleAllowedChargingRateUnit";
    private static final String COMPONENT = "SmartChargingCtrlr";
    private static final String VARIABLE = "RateUnit";

    private RateUnits() {}

    public static String action(Version version) {
        return version.isFirst() ? "GetConfiguration" : "GetVariables";
    }

    public static ObjectNode ask(Version version) {
        ObjectNode ask = Json.object();
        if (version.isFirst()) {
            ask.putArray("key").add(KEY_1_6);
        } else {
            ObjectNode one = ask.putArray("getVariableData").addObject();
            one.putObject("component").put("name", COMPONENT);
            one.putObject("variable").put("name", VARIABLE);
        }
        return ask;
    }

    /** Words of 1.6 are Current and Power, those of 2.x A and W; whoever says nothing takes either. */
    public static Set<Unit> read(Version version, JsonNode answer) {
        Set<Unit> units = EnumSet.noneOf(Unit.class);
        for (JsonNode item : answer.path(version.isFirst() ? "configurationKey" : "getVariableResult")
                .values()) {
            for (String word : Values.text(item, version.isFirst() ? "value" : "attributeValue", "")
                    .split(",")) {
                switch (word.strip()) {
                    case "Current", "A" -> units.add(Unit.A);
                    case "Power", "W" -> units.add(Unit.W);
                    default -> {}
                }
            }
        }
        return units.isEmpty() ? EnumSet.allOf(Unit.class) : units;
    }

    /** Amperes are per phase, watts are of all phases together. Rounded down: a limit is never raised. */
    public static ChargingProfile in(ChargingProfile profile, Set<Unit> units, Supply supply) {
        if (units.contains(profile.unit()) || units.isEmpty()) {
            return profile;
        }
        Unit other = profile.unit() == Unit.A ? Unit.W : Unit.A;
        return new ChargingProfile(
                profile.start(),
                profile.durationS(),
                other,
                profile.minRate() == null ? null : in(other, profile.minRate(), supply),
                profile.periods().stream()
                        .map(p -> new Period(p.startS(), in(other, p.limit(), supply)))
                        .toList());
    }

    private static BigDecimal in(Unit unit, BigDecimal limit, Supply supply) {
        BigDecimal wattsAnAmpere = BigDecimal.valueOf((long) supply.volts() * supply.phases());
        return unit == Unit.W
                ? limit.multiply(wattsAnAmpere).setScale(1, RoundingMode.DOWN)
                : limit.divide(wattsAnAmpere, 1, RoundingMode.DOWN);
    }
}

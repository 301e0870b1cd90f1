package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.v16.Core.GetConfigurationRequest;
import org.roaminghub.connector.ocpp.message.v16.Core.GetConfigurationResponse;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.GetVariableData;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.GetVariablesRequest;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.GetVariablesResponse;
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
        return Messages.write(
                version.isFirst()
                        ? new GetConfigurationRequest(List.of(KEY_1_6))
                        : new GetVariablesRequest(List.of(GetVariableData.of(COMPONENT, VARIABLE, null))),
                version);
    }

    /** Words of 1.6 are Current and Power, those of 2.x A and W; whoever says nothing takes either. */
    public static Set<Unit> read(Version version, JsonNode answer) {
        Set<Unit> units = EnumSet.noneOf(Unit.class);
        List<String> values = version.isFirst()
                ? Messages.taken(GetConfigurationResponse.class, answer).configurationKey().stream()
                        .map(item -> String.valueOf(item.value()))
                        .toList()
                : Messages.taken(GetVariablesResponse.class, answer).getVariableResult().stream()
                        .map(item -> String.valueOf(item.attributeValue()))
                        .toList();
        for (String value : values) {
            for (String word : value.split(",")) {
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

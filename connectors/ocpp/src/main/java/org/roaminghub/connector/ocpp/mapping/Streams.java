package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.inbound.StationStreams;
import org.roaminghub.spi.inbound.StationStreams.Meter;
import org.roaminghub.spi.inbound.Stations.Reading;
import org.roaminghub.vocabulary.StationId;
import tools.jackson.databind.JsonNode;

/** Periodic event streams of 2.1 (N11 to N15): which variables are meters of an EVSE, and their values as readings. */
public final class Streams {

    private static final String CONTEXT = "Sample.Periodic";
    private static final int MILLIS = 3;
    /** A longer offset than a day is none. */
    private static final BigDecimal MOST_S = BigDecimal.valueOf(86_400);

    private static final Set<String> PHASES =
            Set.of("L1", "L2", "L3", "N", "L1-N", "L2-N", "L3-N", "L1-L2", "L2-L3", "L3-L1");

    /** The standard variables of the device model; some stations name a variable as the measurand. */
    private static final Map<String, String> MEASURANDS = Map.ofEntries(
            Map.entry("EnergyImportRegister", Reading16.ENERGY),
            Map.entry(Reading16.ENERGY, Reading16.ENERGY),
            Map.entry("EnergyExportRegister", "Energy.Active.Export.Register"),
            Map.entry("Power", "Power.Active.Import"),
            Map.entry("Current", "Current.Import"),
            Map.entry("ACCurrent", "Current.Import"),
            Map.entry("DCCurrent", "Current.Import"),
            Map.entry("Voltage", "Voltage"),
            Map.entry("ACVoltage", "Voltage"),
            Map.entry("DCVoltage", "Voltage"),
            Map.entry("StateOfCharge", "SoC"));

    private Streams() {}

    /** What a variable measures at an EVSE; null: it is no meter, or one of the whole station. */
    static @Nullable Meter meter(JsonNode item) {
        SettingName name = SettingName.read(item, null).orElse(null);
        String measurand = name == null ? null : MEASURANDS.get(name.variable());
        if (name == null || measurand == null || name.evse() == null || name.evse() < 1) {
            return null;
        }
        String phase = name.variableInstance();
        return new Meter(
                name.text(), name.evse(), measurand, phase != null && PHASES.contains(phase) ? phase : null, null);
    }

    /** The monitors that a part of NotifyMonitoringReport tells of. */
    public static void reported(StationStreams streams, StationId station, JsonNode report) {
        for (JsonNode item : report.path("monitor").values()) {
            for (JsonNode monitor : item.path("variableMonitoring").values()) {
                monitored(streams, station, item, Values.wholeOrNull(monitor, "id"));
            }
        }
    }

    /** What the station answered to SetVariableMonitoring. */
    public static void set(StationStreams streams, StationId station, JsonNode answer) {
        for (JsonNode item : answer.path("setMonitoringResult").values()) {
            if (Values.text(item, "status", "").equals("Accepted")) {
                monitored(streams, station, item, Values.wholeOrNull(item, "id"));
            }
        }
    }

    private static void monitored(StationStreams streams, StationId station, JsonNode item, @Nullable Integer id) {
        if (id != null) {
            streams.monitored(station, id, meter(item));
        }
    }

    /** What the station answered to ClearVariableMonitoring. */
    public static void cleared(StationStreams streams, StationId station, JsonNode answer) {
        List<Integer> gone = new ArrayList<>();
        for (JsonNode item : answer.path("clearMonitoringResult").values()) {
            Integer id = Values.wholeOrNull(item, "id");
            if (id != null && !Values.text(item, "status", "").equals("Rejected")) {
                gone.add(id);
            }
        }
        streams.cleared(station, gone);
    }

    /** A stream that is open: {@code constant} as in OpenPeriodicEventStream and in the answer to GetPeriodicEventStream. */
    public static void opened(StationStreams streams, StationId station, JsonNode constant) {
        Integer id = Values.wholeOrNull(constant, "id");
        Integer monitor = Values.wholeOrNull(constant, "variableMonitoringId");
        if (id != null && monitor != null) {
            streams.opened(station, id, monitor);
        }
    }

    /** The values of a NotifyPeriodicEventStream: each at its offset in seconds from the base. */
    public static List<Reading> readings(JsonNode notice, Meter meter, Instant now) {
        Instant base = Values.time(notice, "basetime", now);
        List<Reading> readings = new ArrayList<>();
        for (JsonNode item : notice.path("data").values()) {
            BigDecimal value = Values.decimal(item.get("v"));
            BigDecimal offset = Values.decimal(item.get("t"));
            if (value != null && offset != null && offset.abs().compareTo(MOST_S) <= 0) {
                readings.add(new Reading(
                        base.plus(
                                Duration.ofMillis(offset.movePointRight(MILLIS).longValue())),
                        meter.measurand(),
                        CONTEXT,
                        meter.phase(),
                        null,
                        Units.base(value, meter.unit(), 0),
                        null));
            }
        }
        return readings;
    }
}

package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Figures;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics.ClearMonitoringResult;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics.ClearVariableMonitoringResponse;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics.MonitoringData;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics.NotifyMonitoringReportRequest;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics.SetMonitoringResult;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics.SetVariableMonitoringResponse;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics.VariableMonitoring;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.Component;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.Variable;
import org.roaminghub.connector.ocpp.message.v2.Streams.ConstantStreamData;
import org.roaminghub.connector.ocpp.message.v2.Streams.NotifyPeriodicEventStreamRequest;
import org.roaminghub.connector.ocpp.message.v2.Streams.StreamDataElement;
import org.roaminghub.spi.inbound.StationStreams;
import org.roaminghub.spi.inbound.StationStreams.Meter;
import org.roaminghub.spi.inbound.Stations.Reading;
import org.roaminghub.vocabulary.StationId;

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
    static @Nullable Meter meter(@Nullable Component component, @Nullable Variable variable) {
        SettingName name = SettingName.read(component, variable, null).orElse(null);
        String measurand = name == null ? null : MEASURANDS.get(name.variable());
        if (name == null || measurand == null || name.evse() == null || name.evse() < 1) {
            return null;
        }
        String phase = name.variableInstance();
        return new Meter(
                name.text(), name.evse(), measurand, phase != null && PHASES.contains(phase) ? phase : null, null);
    }

    /** The monitors that a part of NotifyMonitoringReport tells of. */
    public static void reported(StationStreams streams, StationId station, NotifyMonitoringReportRequest report) {
        for (MonitoringData item : report.monitor()) {
            for (VariableMonitoring monitor : item.variableMonitoring()) {
                monitored(streams, station, item.component(), item.variable(), monitor.id());
            }
        }
    }

    /** What the station answered to SetVariableMonitoring. */
    public static void set(StationStreams streams, StationId station, SetVariableMonitoringResponse answer) {
        for (SetMonitoringResult item : answer.setMonitoringResult()) {
            if ("Accepted".equals(item.status())) {
                monitored(streams, station, item.component(), item.variable(), item.id());
            }
        }
    }

    private static void monitored(
            StationStreams streams,
            StationId station,
            @Nullable Component component,
            @Nullable Variable variable,
            @Nullable Integer id) {
        if (id != null) {
            streams.monitored(station, id, meter(component, variable));
        }
    }

    /** What the station answered to ClearVariableMonitoring. */
    public static void cleared(StationStreams streams, StationId station, ClearVariableMonitoringResponse answer) {
        List<Integer> gone = new ArrayList<>();
        for (ClearMonitoringResult item : answer.clearMonitoringResult()) {
            Integer id = item.id();
            if (id != null && !"Rejected".equals(item.status())) {
                gone.add(id);
            }
        }
        streams.cleared(station, gone);
    }

    /** A stream that is open: {@code constant} as in OpenPeriodicEventStream and in the answer to GetPeriodicEventStream. */
    public static void opened(StationStreams streams, StationId station, @Nullable ConstantStreamData constant) {
        Integer id = constant == null ? null : constant.id();
        Integer monitor = constant == null ? null : constant.variableMonitoringId();
        if (id != null && monitor != null) {
            streams.opened(station, id, monitor);
        }
    }

    /** The values of a NotifyPeriodicEventStream: each at its offset in seconds from the base. */
    public static List<Reading> readings(NotifyPeriodicEventStreamRequest notice, Meter meter, Instant now) {
        Instant base = WireTime.read(notice.basetime(), now);
        List<Reading> readings = new ArrayList<>();
        for (StreamDataElement item : notice.data()) {
            BigDecimal value = Figures.read(item.v());
            BigDecimal offset = item.t();
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

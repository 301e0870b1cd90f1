package org.roaminghub.hub.station;

import org.jspecify.annotations.Nullable;

/** Which messages of OCPP ask for what takes long, and which tell of it. */
final class JobKinds {

    static final String REPORT = "REPORT";

    private JobKinds() {}

    /** Null for a call that is over with its answer. */
    static @Nullable String asked(String action) {
        return switch (action) {
            case "UpdateFirmware", "SignedUpdateFirmware" -> "FIRMWARE";
            case "PublishFirmware" -> "PUBLISH_FIRMWARE";
            case "GetDiagnostics" -> "DIAGNOSTICS";
            case "GetLog" -> "LOG";
            case "GetBaseReport", "GetReport" -> REPORT;
            case "GetMonitoringReport" -> "MONITORING_REPORT";
            case "CustomerInformation" -> "CUSTOMER_INFORMATION";
            case "GetDisplayMessages" -> "DISPLAY_MESSAGES";
            case "GetChargingProfiles" -> "CHARGING_PROFILES";
            case "GetDERControl" -> "DER_CONTROL";
            default -> null;
        };
    }

    /** Null for what is no news of one. */
    static @Nullable String told(String action) {
        return switch (action) {
            case "FirmwareStatusNotification", "SignedFirmwareStatusNotification" -> "FIRMWARE";
            case "PublishFirmwareStatusNotification" -> "PUBLISH_FIRMWARE";
            case "DiagnosticsStatusNotification" -> "DIAGNOSTICS";
            case "LogStatusNotification" -> "LOG";
            default -> null;
        };
    }

    /** Null for what doesn't come in parts. */
    static @Nullable String parts(String action) {
        return switch (action) {
            case "NotifyReport" -> REPORT;
            case "NotifyMonitoringReport" -> "MONITORING_REPORT";
            case "NotifyCustomerInformation" -> "CUSTOMER_INFORMATION";
            case "NotifyDisplayMessages" -> "DISPLAY_MESSAGES";
            case "ReportChargingProfiles" -> "CHARGING_PROFILES";
            case "ReportDERControl" -> "DER_CONTROL";
            default -> null;
        };
    }
}

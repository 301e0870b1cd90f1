package org.roaminghub.connector.ocpp.wire;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which messages there are, by version and direction. */
public final class Actions {

    private static final Set<String> UP_SOAP = words("""
            Authorize BootNotification DataTransfer DiagnosticsStatusNotification FirmwareStatusNotification Heartbeat
            MeterValues StartTransaction StatusNotification StopTransaction""");

    private static final Set<String> DOWN_1_5 = words("""
            CancelReservation ChangeAvailability ChangeConfiguration ClearCache DataTransfer GetConfiguration
            GetDiagnostics GetLocalListVersion RemoteStartTransaction RemoteStopTransaction ReserveNow Reset
            SendLocalList UnlockConnector UpdateFirmware""");

    private static final Set<String> DOWN_1_6_SOAP = joined(DOWN_1_5, words("""
            ClearChargingProfile GetCompositeSchedule SetChargingProfile TriggerMessage"""));

    private static final Set<String> UP_1_6 = joined(UP_SOAP, words("""
            LogStatusNotification SecurityEventNotification SignCertificate SignedFirmwareStatusNotification"""));

    private static final Set<String> DOWN_1_6 = joined(DOWN_1_6_SOAP, words("""
            CertificateSigned DeleteCertificate ExtendedTriggerMessage GetInstalledCertificateIds GetLog
            InstallCertificate SignedUpdateFirmware"""));

    private static final Set<String> UP_2_0_1 = words("""
            Authorize BootNotification ClearedChargingLimit DataTransfer FirmwareStatusNotification
            Get15118EVCertificate GetCertificateStatus Heartbeat LogStatusNotification MeterValues NotifyChargingLimit
            NotifyCustomerInformation NotifyDisplayMessages NotifyEVChargingNeeds NotifyEVChargingSchedule NotifyEvent
            NotifyMonitoringReport NotifyReport PublishFirmwareStatusNotification ReportChargingProfiles
            ReservationStatusUpdate SecurityEventNotification SignCertificate StatusNotification TransactionEvent""");

    private static final Set<String> DOWN_2_0_1 = words("""
            CancelReservation CertificateSigned ChangeAvailability ClearCache ClearChargingProfile ClearDisplayMessage
            ClearVariableMonitoring CostUpdated CustomerInformation DataTransfer DeleteCertificate GetBaseReport
            GetChargingProfiles GetCompositeSchedule GetDisplayMessages GetInstalledCertificateIds GetLocalListVersion
            GetLog GetMonitoringReport GetReport GetTransactionStatus GetVariables InstallCertificate PublishFirmware
            RequestStartTransaction RequestStopTransaction ReserveNow Reset SendLocalList SetChargingProfile
            SetDisplayMessage SetMonitoringBase SetMonitoringLevel SetNetworkProfile SetVariableMonitoring SetVariables
            TriggerMessage UnlockConnector UnpublishFirmware UpdateFirmware""");

    private static final Set<String> UP_2_1 = joined(UP_2_0_1, words("""
            BatterySwap ClosePeriodicEventStream GetCertificateChainStatus NotifyDERAlarm NotifyDERStartStop
            NotifyPeriodicEventStream NotifyPriorityCharging NotifySettlement OpenPeriodicEventStream
            PullDynamicScheduleUpdate ReportDERControl VatNumberValidation"""));

    private static final Set<String> DOWN_2_1 = joined(DOWN_2_0_1, words("""
            AFRRSignal AdjustPeriodicEventStream ChangeTransactionTariff ClearDERControl ClearTariffs GetDERControl
            GetPeriodicEventStream GetTariffs NotifyAllowedEnergyTransfer NotifyWebPaymentStarted RequestBatterySwap
            SetDERControl SetDefaultTariff UpdateDynamicSchedule UsePriorityCharging"""));

    private Actions() {}

    /** Those that a station sends. */
    public static Set<String> fromStation(Version version) {
        return switch (version) {
            case V1_5S, V1_6S -> UP_SOAP;
            case V1_6 -> UP_1_6;
            case V2_0_1 -> UP_2_0_1;
            case V2_1 -> UP_2_1;
        };
    }

    /** Those that the hub sends. */
    public static Set<String> toStation(Version version) {
        return switch (version) {
            case V1_5S -> DOWN_1_5;
            case V1_6S -> DOWN_1_6_SOAP;
            case V1_6 -> DOWN_1_6;
            case V2_0_1 -> DOWN_2_0_1;
            case V2_1 -> DOWN_2_1;
        };
    }

    private static Set<String> words(String text) {
        return Set.copyOf(List.of(text.split("\\s+")));
    }

    private static Set<String> joined(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return Set.copyOf(both);
    }
}

package org.roaminghub.connector.ocpp.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The forms of the messages that the hub does something with. Of those that tell what was charged only what their matching needs
 * is demanded: a station throws away what is answered with an error, and with it somebody's money (facts §5).
 */
public final class Forms {

    private static final String TIMES_1_6 =
            "Available Preparing Charging SuspendedEV SuspendedEVSE Finishing Reserved Unavailable Faulted";
    /** The older word for all between Available and Finishing is 1.5's. */
    private static final String TIMES_1_5 = TIMES_1_6 + " Occupied";

    private static final String TIMES_2 = "Available Occupied Reserved Unavailable Faulted";

    private static final int MAX_CSR = 5_500;

    private static final Map<String, Form> V1_6 = Map.of(
            "SignCertificate",
            Form.of().need().text("csr", MAX_CSR),
            "BootNotification",
            Form.of()
                    .need()
                    .text("chargePointVendor", 20)
                    .need()
                    .text("chargePointModel", 20)
                    .text("chargePointSerialNumber", 25)
                    .text("chargeBoxSerialNumber", 25)
                    .text("firmwareVersion", 50)
                    .text("iccid", 20)
                    .text("imsi", 20)
                    .text("meterType", 25)
                    .text("meterSerialNumber", 25),
            "StatusNotification",
            status(TIMES_1_6),
            "Authorize",
            Form.of().need().text("idTag", 20),
            "StartTransaction",
            Form.of().need().whole("connectorId").need().text("idTag", 255),
            // Whatever its transactionId is: one that is none is as good as -1.
            "StopTransaction",
            Form.of(),
            "MeterValues",
            Form.of().need().whole("connectorId"),
            "DataTransfer",
            Form.of().need().text("vendorId", 255).text("messageId", 50),
            "SecurityEventNotification",
            Form.of().need().text("type", 50).need().time("timestamp").text("techInfo", 255));

    private static final Form STATUS_1_5 = status(TIMES_1_5);

    private static final Map<String, Form> V2 = later();

    private Forms() {}

    private static Form status(String words) {
        return Form.of()
                .need()
                .whole("connectorId")
                .need()
                .text("errorCode", 50)
                .need()
                .word("status", words)
                .text("info", 50)
                .time("timestamp")
                .text("vendorId", 255)
                .text("vendorErrorCode", 50);
    }

    /** What a certificate is named by. */
    private static Form hashes() {
        return Form.of()
                .need()
                .word("hashAlgorithm", "SHA256 SHA384 SHA512")
                .need()
                .text("issuerNameHash", 128)
                .need()
                .text("issuerKeyHash", 128)
                .need()
                .text("serialNumber", 40);
    }

    private static Map<String, Form> later() {
        Form token = Form.of().need().text("idToken", 255).need().text("type", 20);
        Form evse = Form.of().need().whole("id").whole("connectorId");
        Map<String, Form> forms = new HashMap<>();
        forms.put(
                "BootNotification",
                Form.of()
                        .need()
                        .word(
                                "reason",
                                "ApplicationReset FirmwareUpdate LocalReset PowerUp RemoteReset ScheduledReset Triggered Unknown Watchdog")
                        .need()
                        .inner(
                                "chargingStation",
                                Form.of()
                                        .need()
                                        .text("model", 20)
                                        .need()
                                        .text("vendorName", 50)
                                        .text("serialNumber", 25)
                                        .text("firmwareVersion", 50)));
        forms.put(
                "StatusNotification",
                Form.of()
                        .need()
                        .time("timestamp")
                        .need()
                        .word("connectorStatus", TIMES_2)
                        .need()
                        .whole("evseId")
                        .need()
                        .whole("connectorId"));
        forms.put("Authorize", Form.of().need().inner("idToken", token));
        forms.put(
                "TransactionEvent",
                Form.of()
                        .need()
                        .word("eventType", "Started Updated Ended")
                        .need()
                        .time("timestamp")
                        .need()
                        .whole("seqNo")
                        .need()
                        .inner("transactionInfo", Form.of().need().text("transactionId", 36))
                        .inner("idToken", token)
                        .inner("evse", evse));
        forms.put("MeterValues", Form.of().need().whole("evseId"));
        forms.put("DataTransfer", Form.of().need().text("vendorId", 255).text("messageId", 50));
        forms.put(
                "SecurityEventNotification",
                Form.of().need().text("type", 50).need().time("timestamp").text("techInfo", 255));
        forms.put(
                "SignCertificate",
                Form.of()
                        .need()
                        .text("csr", MAX_CSR)
                        .word("certificateType", "ChargingStationCertificate V2GCertificate V2G20Certificate")
                        .whole("requestId"));
        forms.put(
                "GetCertificateStatus",
                Form.of().need().inner("ocspRequestData", hashes().need().text("responderURL", 2_000)));
        forms.put(
                "GetCertificateChainStatus",
                Form.of()
                        .need()
                        .many(
                                "certificateStatusRequests",
                                Form.of()
                                        .need()
                                        .word("source", "CRL OCSP")
                                        .need()
                                        .inner("certificateHashData", hashes())));
        forms.put(
                "Get15118EVCertificate",
                Form.of()
                        .need()
                        .text("iso15118SchemaVersion", 50)
                        .need()
                        .word("action", "Install Update")
                        .need()
                        .text("exiRequest", 11_000));
        return Map.copyOf(forms);
    }

    /** What is wrong with the payload of a station's call; nothing for messages without a form. */
    public static Optional<Form.Wrong> check(Version version, String action, ObjectNode payload) {
        Form form = version == Version.V1_5S && action.equals("StatusNotification")
                ? STATUS_1_5
                : (version.isFirst() ? V1_6 : V2).get(action);
        return Optional.ofNullable(form).flatMap(known -> known.check(payload));
    }
}

package org.roaminghub.connector.ocpp.wire;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The words with which stations answer the hub's calls. A word that is none of them is no answer. */
public final class Results {

    private static final Set<String> YES_NO = Set.of("Accepted", "Rejected");

    /** Where more than those two, or others, are allowed. */
    private static final Map<String, Set<String>> WORDS = Map.ofEntries(
            Map.entry("ChangeAvailability", Set.of("Accepted", "Rejected", "Scheduled")),
            Map.entry("ChangeConfiguration", Set.of("Accepted", "Rejected", "RebootRequired", "NotSupported")),
            Map.entry("ClearChargingProfile", Set.of("Accepted", "Unknown")),
            Map.entry("DataTransfer", Set.of("Accepted", "Rejected", "UnknownMessageId", "UnknownVendorId")),
            Map.entry("DeleteCertificate", Set.of("Accepted", "Failed", "NotFound")),
            Map.entry("InstallCertificate", Set.of("Accepted", "Rejected", "Failed")),
            Map.entry("GetInstalledCertificateIds", Set.of("Accepted", "NotFound")),
            Map.entry("GetLog", Set.of("Accepted", "Rejected", "AcceptedCanceled")),
            Map.entry("ReserveNow", Set.of("Accepted", "Faulted", "Occupied", "Rejected", "Unavailable")),
            Map.entry("Reset", Set.of("Accepted", "Rejected", "Scheduled")),
            Map.entry("SendLocalList", Set.of("Accepted", "Failed", "NotSupported", "VersionMismatch")),
            Map.entry("SetChargingProfile", Set.of("Accepted", "Rejected", "NotSupported")),
            Map.entry("TriggerMessage", Set.of("Accepted", "Rejected", "NotImplemented")),
            Map.entry("ExtendedTriggerMessage", Set.of("Accepted", "Rejected", "NotImplemented")),
            Map.entry(
                    "UnlockConnector",
                    Set.of(
                            "Unlocked",
                            "UnlockFailed",
                            "NotSupported",
                            "OngoingAuthorizedTransaction",
                            "UnknownConnector")),
            Map.entry("CancelReservation", YES_NO),
            Map.entry("CertificateSigned", YES_NO),
            Map.entry("ClearCache", YES_NO),
            Map.entry("GetCompositeSchedule", YES_NO),
            Map.entry("RemoteStartTransaction", YES_NO),
            Map.entry("RemoteStopTransaction", YES_NO),
            Map.entry("RequestStartTransaction", YES_NO),
            Map.entry("RequestStopTransaction", YES_NO),
            Map.entry("UpdateDynamicSchedule", YES_NO));

    private Results() {}

    /** The status word; empty text for an answer that has none. Nothing where it has one that it may not have. */
    public static Optional<String> status(String action, ObjectNode payload) {
        Set<String> words = WORDS.get(action);
        JsonNode status = payload.get("status");
        if (status == null) {
            return words == null ? Optional.of("") : Optional.empty();
        }
        boolean fits = status.isString() && (words == null || words.contains(status.stringValue()));
        return fits ? Optional.of(status.stringValue()) : Optional.empty();
    }
}

package org.roaminghub.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/** What a simulated station says, in the words of its version; 2.0.1's are 2.1's too. */
record StationWords(boolean first) {

    /** A transaction as the station has it. {@code number} of the next event in 2.x; {@code hubs} is 1.6's number, once told. */
    static final class Running {
        final int connector;
        final String uid;
        final String kind;
        final String id;
        final int remoteStart;
        final int reservation;
        int number;
        int hubs = -1;

        Running(int connector, String uid, String kind, String id, int remoteStart, int reservation) {
            this.connector = connector;
            this.uid = uid;
            this.kind = kind;
            this.id = id;
            this.remoteStart = remoteStart;
            this.reservation = reservation;
        }
    }

    /** No remote start, no reservation. */
    static final int NONE = 0;

    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    ObjectNode boot() {
        if (first) {
            return Wire.object().put("chargePointVendor", "Simulated").put("chargePointModel", "Post");
        }
        ObjectNode payload = Wire.object().put("reason", "PowerUp");
        payload.putObject("chargingStation").put("vendorName", "Simulated").put("model", "Post");
        return payload;
    }

    ObjectNode status(int connector, String status, Instant at) {
        return first
                ? Wire.object()
                        .put("connectorId", connector)
                        .put("errorCode", "NoError")
                        .put("status", status)
                        .put("timestamp", time(at))
                : Wire.object()
                        .put("evseId", connector)
                        .put("connectorId", 1)
                        .put(
                                "connectorStatus",
                                status.equals("Available") || status.equals("Reserved") ? status : "Occupied")
                        .put("timestamp", time(at));
    }

    String startAction() {
        return first ? "StartTransaction" : "TransactionEvent";
    }

    ObjectNode start(Running tx, long wh, Instant at) {
        if (first) {
            ObjectNode payload = Wire.object()
                    .put("connectorId", tx.connector)
                    .put("idTag", tx.uid)
                    .put("meterStart", wh)
                    .put("timestamp", time(at));
            return tx.reservation == NONE ? payload : payload.put("reservationId", tx.reservation);
        }
        ObjectNode event = event(tx, "Started", tx.remoteStart == NONE ? "Authorized" : "RemoteStart", wh, at);
        event.putObject("evse").put("id", tx.connector).put("connectorId", 1);
        event.putObject("idToken").put("idToken", tx.uid).put("type", tx.kind);
        if (tx.remoteStart != NONE) {
            ((ObjectNode) event.path("transactionInfo")).put("remoteStartId", tx.remoteStart);
        }
        return tx.reservation == NONE ? event : event.put("reservationId", tx.reservation);
    }

    String readingAction() {
        return first ? "MeterValues" : "TransactionEvent";
    }

    ObjectNode reading(Running tx, long wh, Instant at) {
        if (!first) {
            return event(tx, "Updated", "MeterValuePeriodic", wh, at);
        }
        ObjectNode payload = Wire.object().put("connectorId", tx.connector).put("transactionId", tx.hubs);
        ObjectNode value = payload.putArray("meterValue").addObject().put("timestamp", time(at));
        value.putArray("sampledValue").addObject().put("value", Long.toString(wh));
        return payload;
    }

    String stopAction() {
        return first ? "StopTransaction" : "TransactionEvent";
    }

    ObjectNode stop(Running tx, long wh, Instant at, String reason) {
        if (!first) {
            ObjectNode event = event(tx, "Ended", reason.equals("Remote") ? "RemoteStop" : "StopAuthorized", wh, at);
            ((ObjectNode) event.path("transactionInfo")).put("stoppedReason", reason);
            return event;
        }
        return Wire.object()
                .put("transactionId", tx.hubs)
                .put("meterStop", wh)
                .put("timestamp", time(at))
                .put("reason", reason);
    }

    private static ObjectNode event(Running tx, String type, String trigger, long wh, Instant at) {
        ObjectNode event = Wire.object()
                .put("eventType", type)
                .put("timestamp", time(at))
                .put("triggerReason", trigger)
                .put("seqNo", tx.number);
        event.putObject("transactionInfo").put("transactionId", tx.id);
        ObjectNode value = event.putArray("meterValue").addObject().put("timestamp", time(at));
        value.putArray("sampledValue").addObject().put("value", wh);
        tx.number++;
        return event;
    }
}

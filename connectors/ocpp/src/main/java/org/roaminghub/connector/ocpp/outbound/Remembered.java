package org.roaminghub.connector.ocpp.outbound;

import java.util.function.Supplier;
import org.roaminghub.connector.ocpp.inbound.Taken;
import org.roaminghub.connector.ocpp.mapping.Streams;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics.ClearVariableMonitoringResponse;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics.SetVariableMonitoringResponse;
import org.roaminghub.connector.ocpp.message.v2.Streams.GetPeriodicEventStreamResponse;
import org.roaminghub.spi.inbound.StationRecords;
import org.roaminghub.spi.inbound.StationStreams;
import org.roaminghub.vocabulary.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the hub has to remember of what a station of 2.1 took, to understand later what it says. */
public final class Remembered implements Taken {

    private static final Logger LOG = LoggerFactory.getLogger(Remembered.class);

    private final Supplier<StationRecords> records;

    public Remembered(Supplier<StationRecords> records) {
        this.records = records;
    }

    @Override
    public void taken(StationId station, String action, ObjectNode asked, ObjectNode answer) {
        try {
            remember(station, action, answer);
        } catch (RuntimeException e) {
            // The answer is the station's all the same: whoever waits for it has it.
            LOG.warn(
                    "ocpp=not_remembered station={} action={} problem={}",
                    station,
                    action,
                    e.getClass().getName());
        }
    }

    private void remember(StationId station, String action, ObjectNode answer) {
        StationStreams streams = records.get().streams();
        switch (action) {
            case "SetVariableMonitoring" ->
                Streams.set(streams, station, Messages.taken(SetVariableMonitoringResponse.class, answer));
            case "ClearVariableMonitoring" ->
                Streams.cleared(streams, station, Messages.taken(ClearVariableMonitoringResponse.class, answer));
            case "GetPeriodicEventStream" ->
                Messages.taken(GetPeriodicEventStreamResponse.class, answer)
                        .constantStreamData()
                        .forEach(one -> Streams.opened(streams, station, one));
            default -> {}
        }
    }
}

package org.roaminghub.connector.ocpp.message.v2;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Most;
import org.roaminghub.connector.ocpp.message.OrNumber;
import org.roaminghub.connector.ocpp.message.Owed;
import org.roaminghub.connector.ocpp.message.Since;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.StatusInfo;

/** Periodic event streams (OCPP 2.1, N11 to N15). */
public interface Streams {

    /** The station wants to send values of a monitor as a stream. */
    @Since("2.1")
    record OpenPeriodicEventStreamRequest(@Owed @Nullable ConstantStreamData constantStreamData) implements Message {}

    @Since("2.1")
    record OpenPeriodicEventStreamResponse(
            String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** It ends a stream. */
    @Since("2.1")
    record ClosePeriodicEventStreamRequest(@Owed @Nullable Integer id) implements Message {}

    @Since("2.1")
    record ClosePeriodicEventStreamResponse() implements Message {}

    /** Asks which streams are open. */
    @Since("2.1")
    record GetPeriodicEventStreamRequest() implements Message {}

    @Since("2.1")
    record GetPeriodicEventStreamResponse(List<ConstantStreamData> constantStreamData) implements Message {}

    /** Changes how often values come. */
    @Since("2.1")
    record AdjustPeriodicEventStreamRequest(int id, PeriodicEventStreamParams params) implements Message {}

    @Since("2.1")
    record AdjustPeriodicEventStreamResponse(
            @Owed @Nullable String status, @Nullable StatusInfo statusInfo) implements Message {}

    /** Values of a stream; never answered. {@code pending}: how many more wait. */
    @Since("2.1")
    record NotifyPeriodicEventStreamRequest(
            @Owed List<StreamDataElement> data,
            @Owed @Nullable Integer id,
            @Owed @Nullable Integer pending,
            @Owed @Nullable WireTime basetime)
            implements Message {}

    /** Values are sent every so many seconds, or when there are so many. */
    record PeriodicEventStreamParams(
            @Nullable Integer interval, @Nullable Integer values) {}

    /** What of a stream stays the same. */
    record ConstantStreamData(
            @Owed @Nullable Integer id,
            @Owed @Nullable PeriodicEventStreamParams params,
            @Owed @Nullable Integer variableMonitoringId) {}

    /** A value, {@code t} seconds after the base time. */
    record StreamDataElement(
            @Owed @Nullable BigDecimal t,
            @Most(2500) @Owed @OrNumber @Nullable String v) {}
}

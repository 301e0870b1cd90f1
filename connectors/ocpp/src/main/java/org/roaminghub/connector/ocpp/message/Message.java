package org.roaminghub.connector.ocpp.message;

/**
 * The payload of a call or of its answer, a record named as the action with {@code Request} or {@code Response} behind it. What a
 * record doesn't name is ignored, customData among it: the original is kept as it came.
 */
public interface Message {}

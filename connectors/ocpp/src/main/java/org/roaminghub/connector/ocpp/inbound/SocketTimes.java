package org.roaminghub.connector.ocpp.inbound;

import java.time.Duration;

/** {@code handshake}: until a socket must be a station's. {@code pingAfter}: silence before the hub asks for a sign of life. */
public record SocketTimes(Duration handshake, Duration pingAfter) {}

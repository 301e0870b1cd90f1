package org.roaminghub.connector.ocpi.wire;

import java.time.Instant;

/** ClientInfo, OCPI 2.2.1 ch. 14. */
@SuppressWarnings("MemberName")
public record ClientInfo(String party_id, String country_code, String role, String status, Instant last_updated) {}

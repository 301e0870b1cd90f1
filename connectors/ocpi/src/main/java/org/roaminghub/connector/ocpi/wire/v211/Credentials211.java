package org.roaminghub.connector.ocpi.wire.v211;

import org.roaminghub.connector.ocpi.wire.BusinessDetails;

/** Credentials, OCPI 2.1.1: one party. A secret is in it: never to be logged. */
@SuppressWarnings("MemberName")
public record Credentials211(
        String token, String url, BusinessDetails business_details, String party_id, String country_code) {

    @Override
    public String toString() {
        return "Credentials211[…]";
    }
}

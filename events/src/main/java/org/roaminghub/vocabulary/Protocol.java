package org.roaminghub.vocabulary;

/** The protocol a platform speaks with the hub. */
public enum Protocol {
    OCPI,
    OCHP,
    EMIP,
    OICP,
    OCPP
}

package org.roaminghub.vocabulary;

/** How a platform stands to the hub (OCPI HubClientInfo). */
public enum ConnectionStatus {
    PLANNED,
    CONNECTED,
    OFFLINE,
    SUSPENDED
}

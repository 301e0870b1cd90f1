package org.roaminghub.spi.inbound;

/** Every port that a connector needs, handed over at once. */
public record HubDoors(
        Admissions admissions,
        Platforms platforms,
        Routes routes,
        Authorizations authorizations,
        Tokens tokens,
        Sessions sessions,
        Cdrs cdrs,
        Locations locations,
        Tariffs tariffs,
        Losses losses,
        RemoteCommands remoteCommands,
        Relays relays) {}

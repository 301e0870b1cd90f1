package org.roaminghub.simulator;

import java.io.IOException;

/** What every simulated partner can do. */
public sealed interface Partner extends AutoCloseable permits SimulatedCpo, SimulatedEmsp {

    /** Its OCPI platform. */
    BackOffice office();

    default Party party() {
        return office().party();
    }

    default Inbox inbox() {
        return office().inbox();
    }

    /** Where a hub finds it, and with what token it may register this partner by itself. */
    default String versionsUrl() {
        return office().versionsUrl();
    }

    default String registrationToken() {
        return office().registration().registrationToken();
    }

    default boolean registered() {
        return office().registration().findHub() != null;
    }

    /** Starts the handshake with the hub; throws IOException when it is refused or nobody answers. */
    default void register(String hubVersionsUrl, String token) throws IOException, InterruptedException {
        office().registration().register(hubVersionsUrl, token);
    }

    /** New tokens in both directions (PUT credentials). */
    default void renewCredentials() throws IOException, InterruptedException {
        office().registration().renew();
    }

    /** Ends the registration (DELETE credentials). */
    default void unregister() throws IOException, InterruptedException {
        office().registration().unregister();
    }

    /** Opens the listener, again on the port it had before. */
    default void up() throws IOException, InterruptedException {
        office().up();
    }

    /** Closes the listener; everything else is kept. */
    default void down() {
        office().down();
    }

    @Override
    default void close() {
        office().close();
    }
}

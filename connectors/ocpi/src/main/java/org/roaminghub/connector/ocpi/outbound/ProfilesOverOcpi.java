package org.roaminghub.connector.ocpi.outbound;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.CommandWords;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.ProfileRequests;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.spi.outbound.CpoLink.CommandReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteKind;
import tools.jackson.databind.JsonNode;

/** Charging profiles and preferences to CPOs (OCPI 2.2.1 ch. 14 Receiver interface, ch. 9 Sender interface). */
final class ProfilesOverOcpi {

    private static final String MODULE = "chargingprofiles";

    private final PartnerClient client;
    private final Supplier<String> publicUrl;
    private final Clock clock;

    /** {@code publicUrl} is the base of the addresses that the hub hands out. */
    ProfilesOverOcpi(PartnerClient client, Supplier<String> publicUrl, Clock clock) {
        this.client = client;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    CommandReply send(Leg leg, RemoteId remote, Order order, @Nullable Original original) {
        PartnerConnection connection = leg.platform().connection();
        if (connection == null) {
            return new CommandReply.Unanswered(Refusal.PARTY_OFFLINE, "The party has never registered.");
        }
        Dialect dialect = Dialect.find(connection.version()).orElse(null);
        boolean preferences = order.kind() == RemoteKind.SET_PREFERENCES;
        if (dialect != null && !dialect.release().hasRouting()) {
            return new CommandReply.Unanswered(
                    Refusal.NOT_EXPRESSIBLE,
                    "The CPO speaks OCPI " + dialect.version() + ", which has no charging "
                            + (preferences ? "preferences." : "profiles."));
        }
        Optional<String> endpoint =
                preferences ? connection.findUrl("sessions", "SENDER") : connection.findUrl(MODULE, "RECEIVER");
        if (dialect == null || endpoint.isEmpty()) {
            return new CommandReply.Unanswered(
                    Refusal.NOT_SUPPORTED, "The party offers no interface for this in a version that the hub speaks.");
        }
        String responseUrl = publicUrl.get() + "/ocpi/" + connection.version() + "/sender/" + MODULE + "/" + remote;
        Lowering to = Lowering.plain();
        Request request;
        try {
            request = request(leg, connection, endpoint.get(), order, original, responseUrl, to);
        } catch (Unsayable e) {
            return new CommandReply.Unanswered(Refusal.NOT_EXPRESSIBLE, e.sentence());
        }
        return switch (client.call(request)) {
            case Reply.None(Refusal refusal, String why) -> new CommandReply.Unanswered(refusal, why);
            case Reply.Answered a when preferences && a.isSuccess() -> decided(a, connection.version(), leg, to);
            case Reply.Answered a -> FirstWord.read(a, connection.version(), leg, clock.now(), to.losses(leg.to()));
        };
    }

    private static Request request(
            Leg leg,
            PartnerConnection connection,
            String endpoint,
            Order order,
            @Nullable Original original,
            String responseUrl,
            Lowering to) {
        String session = order.session();
        if (session == null) {
            throw new Unsayable("session_id", "OCPI names the session of a charging profile.");
        }
        String url = order.kind() == RemoteKind.SET_PREFERENCES
                ? PartnerUrl.join(endpoint, session, "charging_preferences")
                : PartnerUrl.join(endpoint, session);
        String back = "response_url=" + PartnerUrl.encode(responseUrl);
        return switch (order.kind()) {
            case GET_PROFILE ->
                call(leg, connection, "GET", url, "duration=" + ProfileRequests.duration(order) + "&" + back, null);
            case CLEAR_PROFILE -> call(leg, connection, "DELETE", url, back, null);
            case SET_PROFILE ->
                call(
                        leg,
                        connection,
                        "PUT",
                        url,
                        null,
                        ProfileRequests.set(order, original, connection.version(), responseUrl, to));
            case SET_PREFERENCES ->
                call(
                        leg,
                        connection,
                        "PUT",
                        url,
                        null,
                        ProfileRequests.prefer(order, original, connection.version(), to));
            case START, STOP, RESERVE, CANCEL_RESERVATION, UNLOCK, SUSPEND, RESUME, EMERGENCY_STOP ->
                throw new IllegalArgumentException("no charging profile: " + order.kind());
        };
    }

    private static Request call(
            Leg leg,
            PartnerConnection connection,
            String method,
            String url,
            @Nullable String query,
            byte @Nullable [] body) {
        return Request.functional(
                leg.platform().platform(),
                connection,
                method,
                PartnerUrl.withQuery(url, query),
                leg.from(),
                leg.to(),
                leg.correlationId(),
                body,
                leg.deadline());
    }

    /** Of preferences the answer is the result: ChargingPreferencesResponse, a word alone. */
    private CommandReply decided(Reply.Answered a, String version, Leg leg, Lowering to) {
        JsonNode data = a.data();
        if (data == null || !data.isString()) {
            return new CommandReply.Unanswered(
                    Refusal.PARTY_FAILED, "The party answered without saying what it makes of the preferences.");
        }
        String word = data.stringValue();
        var answer = a.asAnswer(version, leg.to(), clock.now());
        List<org.roaminghub.vocabulary.Loss> losses = to.losses(leg.to());
        if (word.equals(CommandWords.ACCEPTED)) {
            return new CommandReply.Done(word, answer, losses);
        }
        Set<String> known = Codes.CHARGING_PREFERENCES_RESPONSE;
        return new CommandReply.Declined(
                Refusal.REJECTED,
                "The party does not charge by these preferences.",
                known.contains(word) ? word : "OTHER",
                answer,
                losses);
    }
}

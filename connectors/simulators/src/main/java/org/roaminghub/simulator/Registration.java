package org.roaminghub.simulator;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Versions and credentials (OCPI 2.2.1 §6, §7), in both directions: starts the handshake with a hub, and answers one that
 * the hub starts.
 */
final class Registration {

    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final HubClient client;
    private final Tongue tongue;
    private final Myself myself;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final ReentrantLock handshake = new ReentrantLock();
    private volatile String registrationToken = newToken();
    private volatile @Nullable HubSide hub;

    Registration(HubClient client, Tongue tongue, Myself myself) {
        this.client = client;
        this.tongue = tongue;
        this.myself = myself;
    }

    /** How this back office shows itself. */
    interface Myself {
        String versionsUrl();

        /** The roles of the credentials object. */
        JsonNode roles();
    }

    /** The handshake failed; the sentence says at which step. */
    static final class HandshakeFailed extends IOException {
        HandshakeFailed(String why) {
            super(why);
        }
    }

    String registrationToken() {
        return registrationToken;
    }

    @Nullable
    HubSide findHub() {
        return hub;
    }

    /** Throws IllegalStateException before a handshake. */
    HubSide hub() {
        var known = hub;
        if (known == null) {
            throw new IllegalStateException("not registered with a hub");
        }
        return known;
    }

    /** May a request with this token be answered? With the registration token only versions and credentials may. */
    boolean accepts(String token, boolean configurationModule) {
        return !token.isEmpty()
                && (accepted.contains(token) || (configurationModule && token.equals(registrationToken)));
    }

    /** Starts the handshake with the token that the hub's administrator gave; throws HandshakeFailed when refused. */
    void register(String versionsUrl, String tokenA) throws IOException, InterruptedException {
        exchange("POST", discover(versionsUrl, tokenA));
    }

    /** New tokens in both directions, by PUT with the present one. */
    void renew() throws IOException, InterruptedException {
        exchange("PUT", discover(hub().versionsUrl(), hub().token()));
    }

    /** Ends the registration at the hub and here. */
    void unregister() throws IOException, InterruptedException {
        var known = hub();
        var answer = client.send(HubClient.Request.configuration("DELETE", known.credentials(), known.token(), null));
        if (!answer.acknowledged()) {
            throw new HandshakeFailed("DELETE credentials: " + said(answer));
        }
        forget();
    }

    /** The hub's versions, asked with the present token: the sign of life of §14.3 (still alive). */
    void sayHello() throws IOException, InterruptedException {
        var known = findHub();
        if (known != null) {
            client.send(HubClient.Request.configuration("GET", known.versionsUrl(), known.token(), null));
        }
    }

    private void exchange(String method, HubSide found) throws IOException, InterruptedException {
        var tokenB = newToken();
        handshake.lock();
        try {
            accepted.add(tokenB);
            var answer = client.send(
                    HubClient.Request.configuration(method, found.credentials(), found.token(), credentials(tokenB)));
            var tokenC = Wire.field(answer.data(), "token");
            if (!answer.acknowledged() || tokenC.isEmpty()) {
                accepted.remove(tokenB);
                throw new HandshakeFailed(method + " credentials: " + said(answer));
            }
            hub = new HubSide(tokenC, Wire.field(answer.data(), "url"), found.endpoints(), hubParty(answer.data()));
            accepted.retainAll(Set.of(tokenB));
        } catch (IOException e) {
            accepted.remove(tokenB);
            throw e;
        } finally {
            handshake.unlock();
        }
    }

    /** The hub asks for, sets, renews or ends credentials. */
    Reply serve(Call call) throws InterruptedException {
        return switch (call.method()) {
            case "GET" -> Reply.ok(credentials(tongue.tokenOf(call.header("Authorization"))));
            case "POST" -> hub != null ? Reply.notAllowed() : takeCredentials(call);
            case "PUT" -> hub == null ? Reply.notAllowed() : takeCredentials(call);
            case "DELETE" -> end();
            default -> Reply.notAllowed();
        };
    }

    private Reply takeCredentials(Call call) throws InterruptedException {
        var theirs = call.json();
        var url = Wire.field(theirs, "url");
        var token = Wire.field(theirs, "token");
        if (url.isEmpty() || token.isEmpty() || !theirs.has(tongue.old() ? "party_id" : "roles")) {
            return Reply.refused(Reply.INVALID, "token, url and who it is are needed");
        }
        handshake.lock();
        try {
            var found = discover(url, token);
            hub = new HubSide(token, url, found.endpoints(), hubParty(theirs));
        } catch (IOException | IllegalArgumentException e) {
            return Reply.refused(3001, "could not read your versions: " + e.getMessage());
        } finally {
            handshake.unlock();
        }
        var presented = tongue.tokenOf(call.header("Authorization"));
        var fresh = newToken();
        accepted.add(fresh);
        if (presented.equals(registrationToken)) {
            registrationToken = newToken();
        } else {
            accepted.remove(presented);
        }
        return Reply.ok(credentials(fresh));
    }

    private Reply end() {
        if (hub == null) {
            return Reply.notAllowed();
        }
        forget();
        return Reply.ok(null);
    }

    private void forget() {
        hub = null;
        accepted.clear();
    }

    /** Reads versions and the details of its own. */
    private HubSide discover(String versionsUrl, String token) throws IOException, InterruptedException {
        var versions = get(versionsUrl, token);
        for (var version : versions.values()) {
            if (Wire.field(version, "version").equals(tongue.version())) {
                var endpoints = new HashMap<String, String>();
                get(Wire.field(version, "url"), token)
                        .path("endpoints")
                        .values()
                        .forEach(e -> endpoints.put(
                                Wire.field(e, "identifier") + "/" + Wire.field(e, "role"), Wire.field(e, "url")));
                return new HubSide(token, versionsUrl, endpoints, null);
            }
        }
        throw new HandshakeFailed("the hub does not speak " + tongue.version());
    }

    private JsonNode get(String url, String token) throws IOException, InterruptedException {
        var answer = client.send(HubClient.Request.configuration("GET", url, token, null));
        if (!answer.acknowledged()) {
            throw new HandshakeFailed("GET " + url + ": " + said(answer));
        }
        return answer.data();
    }

    private ObjectNode credentials(String token) {
        var credentials = Wire.object().put("token", token).put("url", myself.versionsUrl());
        if (tongue.old()) {
            var self = (ObjectNode) myself.roles().get(0);
            self.remove("role");
            credentials.setAll(self);
        } else {
            credentials.set("roles", myself.roles());
        }
        return credentials;
    }

    private static @Nullable Party hubParty(JsonNode credentials) {
        var joined = Wire.field(credentials, "hub_party_id");
        if (!joined.isEmpty()) {
            return Party.parse(joined);
        }
        if (credentials.has("party_id")) {
            return Party.of(Wire.field(credentials, "country_code"), Wire.field(credentials, "party_id"));
        }
        for (var role : credentials.path("roles").values()) {
            if (Wire.field(role, "role").equals("HUB")) {
                return Party.of(Wire.field(role, "country_code"), Wire.field(role, "party_id"));
            }
        }
        return null;
    }

    private static String said(Answer answer) {
        return "HTTP %d, status %d %s"
                .formatted(answer.http(), answer.statusCode(), answer.message())
                .strip();
    }

    private String newToken() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

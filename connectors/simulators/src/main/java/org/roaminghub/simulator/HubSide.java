package org.roaminghub.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hub as learnt in a handshake: the token we present to it, its endpoints by {@code module/SIDE}, its own party. */
record HubSide(
        String token,
        String versionsUrl,
        Map<String, String> endpoints,
        @Nullable Party party) {

    /** Throws IllegalStateException when the hub doesn't offer it. */
    String endpoint(Desk.Endpoint module) {
        // 2.1.1 says no interface role.
        var url = endpoints.getOrDefault(module.name() + "/" + module.side(), endpoints.get(module.name() + "/"));
        if (url == null) {
            throw new IllegalStateException("the hub offers no " + module.side() + " of " + module.name());
        }
        return url;
    }

    String credentials() {
        return endpoints.entrySet().stream()
                .filter(e -> e.getKey().startsWith("credentials/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the hub offers no credentials module"));
    }

    HubSide withToken(String newToken) {
        return new HubSide(newToken, versionsUrl, endpoints, party);
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "HubSide[" + versionsUrl + "]";
    }
}

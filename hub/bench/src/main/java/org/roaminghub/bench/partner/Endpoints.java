package org.roaminghub.bench.partner;

import java.util.Map;

/** The hub's endpoints by module and interface role, and the hub's own party. */
record Endpoints(Map<String, String> urls, Party hubParty) {

    String url(String module, String role) {
        String url = urls.get(module + "/" + role);
        if (url == null) {
            throw new IllegalStateException("the hub offers no " + role + " interface of " + module);
        }
        return url;
    }

    String any() {
        return urls.values().iterator().next();
    }
}

package org.roaminghub.outside;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Version details of a 2.1.1 partner: of each module the one interface that its role has, and no word of which that is. */
final class OldDetails {

    private OldDetails() {}

    static String of(Party party, String url) {
        return "{\"version\": \"2.1.1\", \"endpoints\": ["
                + Stream.concat(
                                Stream.of(endpoint("credentials", url + "/credentials")),
                                Partner.MODULES.stream().map(m -> {
                                    boolean ofIssuers = m.equals("tokens") || m.equals("commands");
                                    boolean receives = ofIssuers == party.role().equals("CPO");
                                    return endpoint(m, url + (receives ? "/receiver/" : "/sender/") + m);
                                }))
                        .collect(Collectors.joining(", "))
                + "]}";
    }

    private static String endpoint(String module, String url) {
        return "{\"identifier\": \"" + module + "\", \"url\": \"" + url + "\"}";
    }
}

package org.roaminghub.connector.ocpi.inbound;

import java.util.ArrayList;
import java.util.List;
import org.roaminghub.connector.ocpi.wire.Endpoint;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.VersionDetails;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.vocabulary.Role;

/**
 * The version details of 2.1.1, which knows no interface roles: each partner is shown the interfaces that face its own role. One
 * that is both CPO and eMSP is shown addresses where method and path tell which interface is meant.
 */
final class Details211 {

    private static final String VERSION = "2.1.1";
    private static final String EITHER = "either";

    private final String base;

    Details211(String publicUrl) {
        this.base = publicUrl + "/ocpi/" + VERSION;
    }

    byte[] of(KnownPlatform platform) {
        List<Role> roles = platform.parties().stream()
                .filter(KnownPlatform.HostedParty::active)
                .map(KnownPlatform.HostedParty::role)
                .toList();
        boolean cpo = roles.contains(Role.CPO);
        boolean emsp = roles.stream().anyMatch(r -> r != Role.CPO);
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.add(new Endpoint("credentials", null, base + "/credentials"));
        for (String module : Router.MODULES_211) {
            boolean ofIssuers = module.equals("tokens") || module.equals("commands");
            String side = cpo && emsp ? EITHER : cpo == ofIssuers ? "sender" : "receiver";
            endpoints.add(new Endpoint(module, null, base + "/" + side + "/" + module));
        }
        return Json.write(new VersionDetails(VERSION, endpoints));
    }

    /** The interface that is meant: lists and authorisations are asked of a Sender, objects are put at a Receiver. */
    static String side(String inPath, String method, List<String> tail) {
        if (!inPath.equals(EITHER)) {
            return inPath;
        }
        boolean list = method.equals("GET") && tail.isEmpty();
        boolean authorisation = tail.size() == 2 && tail.get(1).equals("authorize");
        return list || authorisation ? "sender" : "receiver";
    }
}

package org.roaminghub.connector.ocpi.inbound;

import java.util.ArrayList;
import java.util.List;
import org.roaminghub.connector.ocpi.wire.Endpoint;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.VersionDetails;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;

/**
 * Version details of 2.1.1, which know no sides: a partner is shown the interfaces that face its own role. It has but one
 * (facts §5.1): who is both CPO and eMSP has a platform, and so a connection, for each.
 */
final class Details211 {

    private static final String VERSION = "2.1.1";

    private final String base;

    Details211(String publicUrl) {
        this.base = publicUrl + "/ocpi/" + VERSION;
    }

    /** A platform that is both finds no module, and its credentials are refused with the reason: what is listed answers (HUB-3). */
    byte[] of(KnownPlatform platform) {
        boolean cpo = roles(platform).contains(Role.CPO);
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.add(new Endpoint("credentials", null, base + "/credentials"));
        if (isBoth(platform)) {
            return Json.write(new VersionDetails(VERSION, endpoints));
        }
        for (String module : Router.MODULES_211) {
            boolean ofIssuers = module.equals("tokens") || module.equals("commands");
            endpoints.add(
                    new Endpoint(module, null, base + "/" + (cpo == ofIssuers ? "sender" : "receiver") + "/" + module));
        }
        return Json.write(new VersionDetails(VERSION, endpoints));
    }

    static void requireOneRole(KnownPlatform platform) {
        if (isBoth(platform)) {
            throw new Refused(
                    Refusal.NOT_PERMITTED,
                    "OCPI 2.1.1 can't tell a platform's CPO from its eMSP: each needs a platform of its own.");
        }
    }

    private static boolean isBoth(KnownPlatform platform) {
        List<Role> roles = roles(platform);
        return roles.contains(Role.CPO) && roles.stream().anyMatch(r -> r != Role.CPO);
    }

    private static List<Role> roles(KnownPlatform platform) {
        return platform.parties().stream()
                .filter(KnownPlatform.HostedParty::active)
                .map(KnownPlatform.HostedParty::role)
                .toList();
    }
}

package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.node.ObjectNode;

/** What tests of charging profiles and preferences share. */
abstract class ProfilesTest extends OutsideTest {

    static final String MODULE = "chargingprofiles";

    /** A session of the pair that the hub knows; its id. */
    static String open(Pair pair) {
        ObjectNode session = session(pair);
        pair.cpo().putSession(session).to(pair.emsp().party()).send().ok();
        return session.path("id").asString();
    }

    static Ask set(Partner steering, String session) {
        return steering.setProfile(session, Messages.setProfile(steering.callback()));
    }

    static Ask asked(String method, Partner steering, String session, String callback) {
        return switch (method) {
            case "PUT" -> steering.setProfile(session, Messages.setProfile(callback));
            case "GET" -> steering.askProfile(session, callback);
            default -> steering.clearProfile(session, callback);
        };
    }

    static String word(Answer answer) {
        return answer.data().path("result").asString();
    }

    /** Sets a profile with success. */
    static void steer(Partner steering, Partner cpo, String session) {
        int before = cpo.got("PUT", MODULE).size();
        assertThat(word(set(steering, session).to(cpo.party()).send().ok())).isEqualTo("ACCEPTED");
        cpo.result(cpo.got(before + 1, "PUT", MODULE).getLast(), "ACCEPTED")
                .send()
                .ok();
    }

    Partner speaking(String version, String role) {
        Partner partner = planned(role);
        partner.version = version;
        partner.register().ok();
        return partner;
    }
}

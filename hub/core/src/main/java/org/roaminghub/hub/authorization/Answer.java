package org.roaminghub.hub.authorization;

import org.roaminghub.events.authorization.Asked;
import org.roaminghub.hub.routing.Candidate;
import org.roaminghub.spi.outbound.EmspLink.AuthorizationReply;

/** What one eMSP that was asked came to. */
record Answer(Candidate candidate, AuthorizationReply reply) {

    Asked asked() {
        return new Asked(
                candidate.emsp(),
                switch (reply) {
                    case AuthorizationReply.Allowed allowed -> "ALLOWED";
                    case AuthorizationReply.Denied denied -> denied.refusal().name();
                    case AuthorizationReply.NoAnswer none -> none.refusal().name();
                });
    }
}

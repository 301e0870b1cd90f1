package org.roaminghub.hub.party;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.RetentionClass;

/** What the hub presents to partners: sealed at rest under the hub's own key. */
final class PresentedCredential {

    private final Privacy privacy;

    PresentedCredential(Privacy privacy) {
        this.privacy = privacy;
    }

    byte[] seal(PlatformId platform, String credential) {
        return privacy.sealRow(
                privacy.hubSubject(),
                RetentionClass.PROFILE,
                path(platform),
                credential.getBytes(StandardCharsets.UTF_8));
    }

    Optional<String> open(PlatformId platform, byte[] sealed) {
        return privacy.openRow(sealed, path(platform)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static String path(PlatformId platform) {
        return "platform/" + platform + "/presented";
    }
}

package org.roaminghub.connector.ocpi.wire;

import org.jspecify.annotations.Nullable;

/** PublishTokenType, OCPI 2.2.1 ch. 8. Read to be checked only: whom it names is told in the original alone. */
@SuppressWarnings("MemberName")
public record PublishTokenType(
        @Nullable String uid,
        @Nullable String type,
        @Nullable String visual_number,
        @Nullable String issuer,
        @Nullable String group_id) {

    public static PublishTokenType read(Fields f, Edition edition) {
        return new PublishTokenType(
                f.findId("uid", 36),
                edition.findWord(f, "type", Codes.TOKEN_TYPE),
                f.findText("visual_number", 64),
                f.findText("issuer", 64),
                f.findId("group_id", 36));
    }
}

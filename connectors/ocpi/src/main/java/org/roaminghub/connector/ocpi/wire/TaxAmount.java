package org.roaminghub.connector.ocpi.wire;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** TaxAmount, OCPI 2.3.0 ch. 17. */
@SuppressWarnings("MemberName")
public record TaxAmount(
        String name,
        @Nullable String account_number,
        @Nullable BigDecimal percentage,
        BigDecimal amount) {

    /** Characters of names and account numbers: the spec sets no limit. */
    private static final int MAX_TEXT = 255;

    public static TaxAmount read(Fields f) {
        return new TaxAmount(
                f.text("name", MAX_TEXT),
                f.findText("account_number", MAX_TEXT),
                f.findNumber("percentage"),
                f.number("amount"));
    }
}
